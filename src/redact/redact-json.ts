import type { Json, JsonObject } from '../model/json.ts';
import { redactText } from './redact-text.ts';
import { SECRET } from './secret-shapes.ts';
import { namesSecret } from './secret-names.ts';

export const LEFT_OUT = '[left out]';

export interface JsonLimits {
  /** Deeper values become `[left out]`; no vendor's tree of filters or actions comes near it. */
  depth?: number;
  /** Items of one list, keys of one object. */
  items?: number;
  /** Characters of one string. */
  text?: number;
  /** Values in all. */
  nodes?: number;
}

/** In `{"name": "api_key", "value": {"type": "STATIC_VALUE", "staticValue": "…"}}` only the last is a secret. */
const VALUE = /^(?:static_?|default_?)?values?$/i;
const STRUCTURE = new Set(['type', 'name', 'propertyName', 'actionId', 'dataKey', 'secretName', 'location']);

/** What is left of the budget while one value is copied. */
interface Walk {
  limits: Required<JsonLimits>;
  left: number;
}

/**
 * A copy without secrets and personal data, bounded in depth, breadth and length. Values of keys that name a secret
 * are replaced. Never throws; what is deeper than `depth` is not opened, so that the stack holds it whatever comes.
 */
export function redactJson(value: Json, limits: JsonLimits = {}): Json {
  const { depth = 100, items = 10_000, text = 2000, nodes = 1_000_000 } = limits;
  return copy(value, 0, false, { limits: { depth, items, text, nodes }, left: nodes });
}

/** `secret`: inside the value of a key that names a secret, where texts are secrets and the structure stays. */
function copy(value: Json, depth: number, secret: boolean, walk: Walk): Json {
  walk.left -= 1;
  if (walk.left < 0) {
    return LEFT_OUT;
  }
  if (typeof value !== 'object' || value === null) {
    return redactLeaf(value, secret, walk.limits.text);
  }
  if (depth > walk.limits.depth) {
    return LEFT_OUT;
  }
  return Array.isArray(value)
    ? value.slice(0, walk.limits.items).map((item) => copy(item ?? null, depth + 1, secret, walk))
    : copyObject(value, depth, secret, walk);
}

function copyObject(object: JsonObject, depth: number, secret: boolean, walk: Walk): JsonObject {
  const kept: JsonObject = {};
  const named = namesSecret(object.name ?? object.key ?? object.header);
  for (const key of Object.keys(object).slice(0, walk.limits.items)) {
    const name = redactText(key, 200);
    if (name !== '__proto__') {
      const hides = secret ? !STRUCTURE.has(key) : namesSecret(key) || (named && VALUE.test(key));
      kept[name] = copy(object[key] ?? null, depth + 1, hides, walk);
    }
  }
  return kept;
}

function redactLeaf(value: string | number | boolean | null, secret: boolean, text: number): Json {
  if (typeof value === 'string') {
    return secret && !/^\s*(?:\{\{[^{}]*\}\}\s*)?$/.test(value) ? SECRET : redactText(value, text);
  }
  return secret && typeof value === 'number' ? SECRET : value;
}
