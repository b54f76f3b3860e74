import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import { invalidParameter, notAuthorized } from '../api/refusal.ts';
import { refusalOf } from '../instance/access.ts';
import type { Module, User } from '../instance/instance.ts';
import { isOperator, type Operator, test } from './operators.ts';

export type Matcher = (row: Body) => boolean;

interface Context {
  module: Module;
  user: User;
  now: number;
}

/** What a filter lets through. Throws the 422 and 403 `Refusal`s, whether or not there are rows. */
export function matcherOf(filter: unknown, context: Context): Matcher {
  const parts = partsOf(filter).map((part) => conjunction(part, context));
  return (row) => parts.every((matches) => matches(row));
}

function partsOf(filter: unknown): Body[] {
  const read = typeof filter === 'string' && filter !== '' ? parsed(filter) : filter;
  if (read === undefined || read === '') return [];
  const parts = Array.isArray(read) ? read : [read];
  return parts.map((part: unknown) => {
    if (!isBody(part)) throw invalidParameter('Did not recognize the definition.');
    return part;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalidParameter('Did not recognize the definition.');
  }
}

function conjunction(part: Body, context: Context): Matcher {
  const tests = Object.entries(part).map(([key, value]) => condition(key, value, context));
  return (row) => tests.every((matches) => matches(row));
}

function condition(key: string, value: unknown, context: Context): Matcher {
  switch (key) {
    case '$and':
      return matcherOf(value, context);
    case '$or': {
      const parts = partsOf(value).map((part) => conjunction(part, context));
      return (row) => parts.some((matches) => matches(row));
    }
    case '$owner':
      return ({ assigned_user_id: id }) => id === context.user.id;
    case '$creator':
      return ({ created_by: id }) => id === context.user.id;
    case '$favorite':
    case '$following':
    case '$tracker':
      return () => false;
  }
  if (key.startsWith('$')) throw invalidParameter(`Did not recognize the operand: ${key}`);
  demandReadable(key, context);
  return operators(value).reduce<Matcher>(
    (before, [operator, operand]) => {
      const matches = test(operator, operand, context.now);
      return (row) => before(row) && matches(row[key]);
    },
    () => true,
  );
}

/** 422 for what does not exist, 403 for what this user may not read: that tells a client which of the two it is. */
export function demandReadable(name: string, { module, user }: Omit<Context, 'now'>): void {
  const [link, rest] = name.split('.');
  if (rest !== undefined) throw invalidParameter(`Invalid link ${link} for field ${rest}`);
  const field = module.fields().get(name);
  if (field === undefined) throw invalidParameter(`Unknown field ${name}`);
  if (refusalOf(user, module, field) !== undefined) throw notAuthorized(`Access for field ${name} is not allowed`);
}

function operators(value: unknown): [Operator, unknown][] {
  if (Array.isArray(value)) return [['$in', value]];
  if (!isBody(value)) return [['$equals', value]];
  return Object.entries(value).map(([operator, operand]) => {
    if (!isOperator(operator)) throw invalidParameter(`Did not recognize the operand: ${operator}`);
    return [operator, operand];
  });
}
