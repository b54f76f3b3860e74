import type { Json, JsonObject } from '#src/model/json.ts';
import { compact } from '#src/pull/compact.ts';
import { redactText } from '#src/redact/redact-text.ts';
import { isObject, textOf } from '../shapes.ts';
import { decodeEntities, embeddedJson } from '../text/embedded-json.ts';

const MAX_TOKENS = 500;

/** The tokens of a condition, whether it comes as a text or as a list. Labels are left out: they repeat names of people. */
export function readCriteria(raw: unknown): JsonObject[] {
  return tokensIn(raw).map((token) =>
    compact({
      type: identifier(token['expType']),
      module: identifier(token['expModule']),
      field: identifier(token['expField']),
      operator: identifier(token['expOperator']),
      value: valueText(token['expValue']),
    }),
  );
}

/** The tokens as Sugar writes them, also out of a list in a list; empty for what is no condition (a timer's number, an id). */
export function tokensIn(raw: unknown): Record<string, unknown>[] {
  const json = embeddedJson(raw);
  const list = Array.isArray(json) ? json.flat(3) : isObject(json) ? Object.values(json) : [];
  return list.filter((item) => isObject(item) && 'expType' in item).slice(0, MAX_TOKENS) as Record<string, unknown>[];
}

/** A value, or an expression in one line: fields as merge tokens, constants and operators as they are. */
export function valueText(value: unknown): string | undefined {
  const tokens = tokensIn(value);
  if (tokens.length > 0) {
    return redactText(tokens.map(wordOf).join(' '), 100);
  }
  const text = Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []).join(', ') : plain(value);
  return text === undefined ? undefined : redactText(decodeEntities(text), 100);
}

/** Fields that the tokens read. `module`: of tokens that name none. */
export function fieldsIn(raw: unknown, module: string): { module: string; field: string }[] {
  return tokensIn(raw).flatMap((token) => {
    const field = fieldOf(token);
    return field === undefined ? [] : [{ module: identifier(token['expModule']) ?? module, field }];
  });
}

function fieldOf(token: Record<string, unknown>): string | undefined {
  const field = identifier(token['expField']);
  return field ?? (token['expType'] === 'VARIABLE' ? identifier(token['expValue']) : undefined);
}

function wordOf(token: Record<string, unknown>): string {
  const field = fieldOf(token);
  const value = plain(token['expValue']) ?? '';
  return field === undefined ? value : `{::${identifier(token['expModule']) ?? ''}::${field}::}`;
}

function plain(value: unknown): string | undefined {
  return typeof value === 'boolean' ? String(value) : textOf(value);
}

export function short(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : redactText(text, 100);
}

/** A name or id as Sugar writes them, which may look as random as a secret; anything else is redacted. */
export function identifier(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^[\w./-]{1,100}$/.test(text) ? text : short(text);
}

export const asList = (items: readonly Json[]): Json[] | undefined => (items.length > 0 ? [...items] : undefined);
