import type { Json, JsonObject } from '../../src/model/json.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { namesScore } from '../../src/model/score-words.ts';
import { compact } from '../../src/pull/compact.ts';
import { assetOf } from '../../src/pull/sift.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { speaksOfAi } from './ai-words.ts';
import { buttonActions } from './action-button.ts';
import type { Labels } from './labels.ts';
import { booleanOf, isObject, textOf } from './shapes.ts';

/** Fields that every module begins with: not what a module was made for. */
const BASE =
  /^(?:id|name|date_entered|date_modified|description|deleted|modified_user_id|modified_by_name|created_by|created_by_name|assigned_user_(?:id|name)|team_\w+|acl_team\w*|locked_fields|following|my_favorite|tag|tag_lower|commentlog|sync_key|favorite_link|following_link|doc_owner|user_favorites|mkto_\w+)$/;
const LINKS = new Set(['link', 'relate', 'id']);

/** Modules that a package or the module builder made carry its prefix; these carry Sugar's own. */
const OWN_PREFIX = /^(?:pmse|DRI|CJ|ACL|OAuth)_/i;
export function isCustomModule(name: string): boolean {
  return /^[a-z0-9]{1,5}_\w/i.test(name) && !OWN_PREFIX.test(name);
}

export interface FieldPlace {
  module: string;
  isCustomModule: boolean;
  labels: Labels;
  /** The catalogue names it. */
  isKnown: boolean;
  /** The user's restrictions say that no licence unlocks it. */
  isUnlicensed: boolean;
}

/** One of the company's own fields that nothing can be said of: what a process that uses it needs to know. */
export interface PlainField {
  name: string;
  type: string;
  label?: string;
}

/** A field with something to say as an asset; of the others the company's own as a note, the vendor's not at all. */
export function readField(
  name: string,
  def: Record<string, unknown>,
  place: FieldPlace,
): { asset?: PulledAsset; plain?: PlainField } {
  const { module, labels } = place;
  const type = textOf(def['type']) ?? 'unknown';
  const custom =
    name.endsWith('_c') ||
    def['source'] === 'custom_fields' ||
    textOf(def['custom_module']) !== undefined ||
    (place.isCustomModule && !BASE.test(name) && !LINKS.has(type));
  const formula = expression(def['formula']);
  const dependency = expression(def['dependency']);
  const calculated = booleanOf(def['calculated']) === true || formula !== undefined;
  const label = labels.field(module, textOf(def['vname'])) ?? textOf(def['labelValue']);
  const icon = iconOf(def['displayParams']);
  const isButton = type === 'actionbutton';
  const speaks = speaksOfAi(name, label, icon);
  // What nobody may type is written from outside.
  const isAsked = custom && (booleanOf(def['readonly']) === true || namesScore(name, label));
  if (!calculated && dependency === undefined && !isButton && !speaks && !place.isKnown && !isAsked) {
    const named = label === undefined ? {} : { label: redactText(label, 200) };
    return custom ? { plain: { name, type: redactText(type, 60), ...named } } : {};
  }
  const list = textOf(def['options']);
  const payload = compact({
    module,
    name,
    label: label && redactText(label, 200),
    type: redactText(type, 60),
    options: isButton || list === undefined ? undefined : labels.options(list),
    custom,
    calculated,
    formula,
    dependency,
    readonly: booleanOf(def['readonly']),
    icon: icon && redactText(icon, 60),
    help: short(def['help']),
    comment: short(def['comment'] ?? def['comments']),
    licensed: place.isUnlicensed ? false : undefined,
    actions: isButton ? buttonActions(def['options']) : undefined,
  });
  return { asset: assetOf('field', `${module}/${name}`, payload) };
}

/** A field that the metadata leave out because nobody here is licensed for it. */
export function unlicensedField(module: string, name: string): PulledAsset {
  const payload: JsonObject = { module, name, custom: false, calculated: false, licensed: false };
  return assetOf('field', `${module}/${name}`, payload);
}

function expression(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || text === 'false' || text === '0' ? undefined : redactText(text, 2000);
}

function iconOf(params: unknown): string | undefined {
  const icon = isObject(params) ? params['icon'] : undefined;
  return textOf(icon) ?? (isObject(icon) ? textOf(icon['type']) : undefined);
}

function short(value: unknown): Json | undefined {
  const text = textOf(value);
  return text && redactText(text, 300);
}
