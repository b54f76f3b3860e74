import type { JsonObject } from '../../src/model/json.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { compact } from '../../src/pull/compact.ts';
import { type Member, parseMember } from '../../src/pull/json-members.ts';
import { assetOf } from '../../src/pull/sift.ts';
import { isCustomModule, type PlainField, readField, unlicensedField } from './field-asset.ts';
import type { Me } from './instance.ts';
import type { Labels } from './labels.ts';
import { isObject, textOf } from './shapes.ts';

interface Reading {
  labels: Labels;
  /** `module/field` of the catalogue. */
  known: ReadonlySet<string>;
  me: Me | undefined;
}

/** A module and its fields, out of a text that holds many. */
export function moduleAssets(bytes: Buffer, member: Member, { labels, known, me }: Reading): PulledAsset[] {
  const module = member.key;
  const body = parseMember(bytes, member);
  const fields = fieldsOf(isObject(body) ? body['fields'] : undefined);
  const custom = isCustomModule(module);
  const acl = me?.acl[module]?.fields ?? {};
  const read = [...fields].map(([name, def]) =>
    readField(name, def, {
      module,
      isCustomModule: custom,
      labels,
      isKnown: known.has(`${module}/${name}`),
      isUnlicensed: acl[name]?.license === 'no',
    }),
  );
  const assets = read.flatMap(({ asset }) => asset ?? []);
  const lost = Object.entries(acl).filter(
    ([name, right]) => right.license === 'no' && !fields.has(name) && known.has(`${module}/${name}`),
  );
  const payload = compact({
    name: module,
    ...labels.module(module),
    custom: custom || undefined,
    fields: fields.size,
    counted: fields.size - assets.length,
    plain: byType(read.flatMap(({ plain }) => plain ?? [])),
  });
  return [assetOf('module', module, payload), ...assets, ...lost.map(([name]) => unlicensedField(module, name))];
}

/** Thousands of them share a row: `{varchar: {street_c: "Street"}}`, an empty text where there is no label. */
function byType(fields: readonly PlainField[]): JsonObject | undefined {
  const types = [...Map.groupBy(fields, ({ type }) => type)];
  const named = types.map(([type, some]) => [
    type,
    Object.fromEntries(some.map(({ name, label = '' }) => [name, label])),
  ]);
  return fields.length > 0 ? Object.fromEntries(named) : undefined;
}

/** Fields by name; PHP writes none as `[]`, and old instances send a list. */
function fieldsOf(fields: unknown): Map<string, Record<string, unknown>> {
  const entries = isObject(fields)
    ? Object.entries(fields)
    : Array.isArray(fields)
      ? fields.map((def): [string, unknown] => [isObject(def) ? (textOf(def['name']) ?? '') : '', def])
      : [];
  return new Map(entries.flatMap(([name, def]) => (isObject(def) && /^\w{1,100}$/.test(name) ? [[name, def]] : [])));
}
