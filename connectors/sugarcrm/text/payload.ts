import type { Json } from '#src/model/json.ts';
import { leaves } from '#src/pull/tree.ts';
import { isModelName, MODEL_KEY } from '#src/redact/code/model-names.ts';
import { redactText } from '#src/redact/redact-text.ts';
import { decodeEntities, embeddedJson } from './embedded-json.ts';
import { mergeTokens, nameOf } from './merge-tokens.ts';

export interface Payload {
  /** Fields of records that are sent. */
  dataFields: string[];
  /** What reads like an instruction or a sentence, redacted. */
  texts: string[];
  model?: string;
  /** Its keys are those with which a model is asked. */
  asksModel?: true;
}

/** How strongly a key says that a model is asked; one alone may mean a car's model or the messages of a text service. */
const SIGNS: Readonly<Record<string, number>> = {
  prompt: 1,
  system_prompt: 2,
  systeminstruction: 2,
  system_instruction: 2,
  system: 1,
  role: 1,
  max_tokens: 2,
  max_completion_tokens: 2,
  max_new_tokens: 2,
  maxoutputtokens: 2,
  temperature: 1,
  top_p: 1,
  generationconfig: 2,
  anthropic_version: 2,
  response_format: 1,
  input: 1,
  inputs: 1,
  contents: 1.5,
  parts: 0.5,
  model: 1,
};
const MESSAGE_ROLE = /^(?:system|user|assistant|developer|model)$/;
const INSTRUCTION_KEY =
  /^(?:prompt|content|text|system|instructions?|system_?prompt|system_?instruction|input|inputs|question|query|message)$/i;
/** Pairs of a text that is nearly JSON: a merge token without quotes around it breaks the parser, not the sense. */
const PAIR = /"((?:[^"\\]|\\.){1,100})"\s{0,5}:\s{0,5}(?:"((?:[^"\\]|\\.){0,20000})"|(-?\d+(?:\.\d+)?))?/g;

/** What a body that is sent somewhere tells about AI; the body itself is not kept. */
export function readPayload(raw: unknown): Payload {
  const text = typeof raw === 'string' ? decodeEntities(raw) : JSON.stringify(raw ?? '');
  const pairs = pairsOf(raw, text);
  const keys = new Set(pairs.map(([key]) => key.toLowerCase()));
  const named = pairs.find(([key, value]) => MODEL_KEY.test(key) && isModelName(value))?.[1];
  const roles = pairs.some(([key, value]) => key.toLowerCase() === 'role' && MESSAGE_ROLE.test(value));
  const strength = [...keys].reduce((sum, key) => sum + (SIGNS[key] ?? 0), named || roles ? 2 : 0);
  const asksModel = strength >= 2 + Number(keys.has('role') && !roles);
  const model = named ?? (asksModel ? pairs.find(([key]) => MODEL_KEY.test(key))?.[1] : undefined);
  return {
    dataFields: mergeTokens(text).map(nameOf),
    texts: textsOf(pairs, asksModel),
    ...(model !== undefined && { model: redactText(model, 120) }),
    ...(asksModel && { asksModel }),
  };
}

function pairsOf(raw: unknown, text: string): [key: string, value: string][] {
  const json = embeddedJson(raw);
  if (json !== undefined && typeof json === 'object') {
    return [...keysAndTexts(json)];
  }
  const pairs = [...text.slice(0, 200_000).matchAll(PAIR)].map(([, key = '', value, number]): [string, string] => [
    key,
    unescape(value ?? number ?? ''),
  ]);
  return pairs.length > 0 || text.trim().startsWith('{') ? pairs : [['', text]];
}

/** Texts with their key, and also the keys that hold something else. */
function* keysAndTexts(root: Json): Generator<[string, string]> {
  const stack = [root];
  for (let seen = 0; stack.length > 0 && seen < 20_000; seen += 1) {
    const value = stack.pop();
    if (Array.isArray(value)) {
      stack.push(...value);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner !== 'string') {
          yield [key, ''];
        }
        stack.push(inner);
      }
    }
  }
  yield* leaves(root);
}

function textsOf(pairs: readonly (readonly [string, string])[], asksModel: boolean): string[] {
  const isInstruction = ([key, value]: readonly [string, string]) =>
    (asksModel && INSTRUCTION_KEY.test(key) && value.trim().length > 3) || /\S\s+\S+\s+\S+\s+\S/.test(value);
  const texts = pairs.filter(isInstruction).map(([, value]) => redactText(decodeEntities(value), 500));
  return [...new Set(texts)].slice(0, 10);
}

function unescape(text: string): string {
  return text.replace(/\\n/g, '\n').replace(/\\t/g, ' ').replace(/\\(.)/g, '$1');
}
