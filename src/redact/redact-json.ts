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

interface Task {
  value: Json;
  depth: number;
  /** Inside the value of a key that names a secret: texts are secrets, the structure stays. */
  secret: boolean;
  put(result: Json): void;
}

/**
 * A copy without secrets and personal data, bounded in depth, breadth and length. Values of keys that name a secret
 * are replaced. Never throws; reads a value of any depth.
 */
export function redactJson(value: Json, limits: JsonLimits = {}): Json {
  const { depth = 100, items = 10_000, text = 2000, nodes = 1_000_000 } = limits;
  let result: Json = null;
  let left = nodes;
  const tasks: Task[] = [{ value, depth: 0, secret: false, put: (done) => (result = done) }];
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    left -= 1;
    if (left < 0 || (task.depth > depth && isTree(task.value))) {
      task.put(LEFT_OUT);
    } else if (Array.isArray(task.value)) {
      task.put(openList(task.value.slice(0, items), task, tasks));
    } else if (isTree(task.value)) {
      task.put(openObject(task.value, task, tasks, items));
    } else {
      task.put(redactLeaf(task.value, task.secret, text));
    }
  }
  return result;
}

function isTree(value: Json | undefined): value is JsonObject | Json[] {
  return typeof value === 'object' && value !== null;
}

function openList(list: Json[], { depth, secret }: Task, tasks: Task[]): Json[] {
  const copy: Json[] = list.map(() => null);
  // The last is pushed first, so that a spent budget leaves out the end.
  for (let index = list.length - 1; index >= 0; index -= 1) {
    tasks.push({ value: list[index] ?? null, depth: depth + 1, secret, put: (done) => (copy[index] = done) });
  }
  return copy;
}

function openObject(object: JsonObject, { depth, secret }: Task, tasks: Task[], items: number): JsonObject {
  const copy: JsonObject = {};
  const named = namesSecret(object.name ?? object.key ?? object.header);
  const entries = Object.entries(object).slice(0, items);
  for (const [key, value] of entries) {
    const name = redactText(key, 200);
    if (name === '__proto__') {
      continue;
    }
    copy[name] = null;
    const hides = secret ? !STRUCTURE.has(key) : namesSecret(key) || (named && VALUE.test(key));
    tasks.push({ value, depth: depth + 1, secret: hides, put: (done) => (copy[name] = done) });
  }
  return copy;
}

function redactLeaf(value: Json, secret: boolean, text: number): Json {
  if (typeof value === 'string') {
    return secret && !/^\s*(?:\{\{[^{}]*\}\}\s*)?$/.test(value) ? SECRET : redactText(value, text);
  }
  return secret && typeof value === 'number' ? SECRET : value;
}
