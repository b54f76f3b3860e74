import type { Json, JsonObject } from '../../src/model/json.ts';
import { compact } from '../../src/pull/compact.ts';
import { isObject } from './shapes.ts';
import { embeddedJson } from './text/embedded-json.ts';
import { urlsIn } from './text/urls.ts';

const ACTIONS = new Set([
  'assign-record',
  'update-record',
  'create-record',
  'compose-email',
  'run-report',
  'open-url',
  'document-merge',
]);
const BASE64 = /^[A-Za-z0-9+/]{8,}={0,2}$/;

/** What the buttons of a field do. Their settings are JSON in a text, with values packed as base64. */
export function buttonActions(options: unknown): JsonObject[] | undefined {
  const root = embeddedJson(unpacked(options));
  if (root === undefined) {
    return undefined;
  }
  const found: JsonObject[] = [];
  for (const { type, node } of actionsIn(root)) {
    const [url] = urlsIn(textsIn(node));
    if (found.length < 50) {
      found.push(compact({ type, url }));
    }
  }
  return found.length > 0 ? found : undefined;
}

/** The innermost objects that name an action, as a value or as a key. */
function* actionsIn(root: Json): Generator<{ type: string; node: Json }> {
  const stack: Json[] = [root];
  for (let seen = 0; stack.length > 0 && seen < 5_000; seen += 1) {
    const node = stack.pop() ?? null;
    if (Array.isArray(node)) {
      stack.push(...node.toReversed());
    } else if (isObject(node)) {
      const type = Object.values(node).find((value) => typeof value === 'string' && ACTIONS.has(value));
      if (typeof type === 'string') {
        yield { type, node };
        continue;
      }
      for (const [key, value] of Object.entries(node).reverse()) {
        if (ACTIONS.has(key)) {
          yield { type: key, node: value };
        } else {
          stack.push(value);
        }
      }
    } else if (typeof node === 'string') {
      const inner = embeddedJson(unpacked(node));
      if (isObject(inner) || Array.isArray(inner)) {
        stack.push(inner);
      }
    }
  }
}

function* textsIn(root: Json): Generator<string> {
  const stack: Json[] = [root];
  for (let seen = 0; stack.length > 0 && seen < 5_000; seen += 1) {
    const node = stack.pop() ?? null;
    if (typeof node === 'string') {
      yield String(unpacked(node));
    } else if (typeof node === 'object' && node !== null) {
      stack.push(...Object.values(node));
    }
  }
}

/** Base64 of a readable text, read; anything else as it is. */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !BASE64.test(value)) {
    return value;
  }
  const text = Buffer.from(value, 'base64').toString('utf8');
  const readable = /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text) ? value : text;
  return /%[0-9A-F]{2}/i.test(readable) ? unescaped(readable) : readable;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
