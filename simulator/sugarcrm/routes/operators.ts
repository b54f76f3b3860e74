import { invalidParameter } from '../api/refusal.ts';

type Test = (held: string, operand: string) => boolean;

const DAY = 86_400_000;

/** Operators that compare with one value. */
const SINGLE: Record<string, Test> = {
  $equals: (held, operand) => held === operand,
  $not_equals: (held, operand) => held !== operand,
  $starts: (held, operand) => held.toLowerCase().startsWith(operand.toLowerCase()),
  $ends: (held, operand) => held.toLowerCase().endsWith(operand.toLowerCase()),
  $contains: (held, operand) => held.toLowerCase().includes(operand.toLowerCase()),
  $not_contains: (held, operand) => !held.toLowerCase().includes(operand.toLowerCase()),
  $lt: (held, operand) => held !== '' && compare(held, operand) < 0,
  $lte: (held, operand) => held !== '' && compare(held, operand) <= 0,
  $gt: (held, operand) => held !== '' && compare(held, operand) > 0,
  $gte: (held, operand) => held !== '' && compare(held, operand) >= 0,
};

export const OPERATORS = {
  $equals: '',
  $not_equals: '',
  $starts: '',
  $ends: '',
  $contains: '',
  $not_contains: '',
  $in: '',
  $not_in: '',
  $between: '',
  $dateBetween: '',
  $dateRange: '',
  $is_null: '',
  $not_null: '',
  $empty: '',
  $not_empty: '',
  $lt: '',
  $lte: '',
  $gt: '',
  $gte: '',
  $more_x_days_ago: '',
  $last_x_days: '',
  $next_x_days: '',
  $more_x_days_ahead: '',
};
export type Operator = keyof typeof OPERATORS;

export const isOperator = (name: string): name is Operator => Object.hasOwn(OPERATORS, name);

/** One operator with its operand, as a test of a record's value. */
export function test(operator: Operator, operand: unknown, now: number): (value: unknown) => boolean {
  const single = SINGLE[operator];
  if (single !== undefined) return (value) => single(textOf(value), textOf(operand));
  switch (operator) {
    case '$is_null':
      return (value) => value === null || value === undefined;
    case '$not_null':
      return (value) => value !== null && value !== undefined;
    case '$empty':
      return (value) => textOf(value) === '';
    case '$not_empty':
      return (value) => textOf(value) !== '';
    case '$in':
    case '$not_in':
      return among(operator, operand);
    case '$between':
    case '$dateBetween':
      return between(operator, operand);
    case '$dateRange':
      return range(textOf(operand), now);
    default:
      return days(operator, Number(operand), now);
  }
}

function among(operator: Operator, operand: unknown): (value: unknown) => boolean {
  if (!Array.isArray(operand)) throw invalidParameter(`${operator} requires an array`);
  const wanted = new Set(operand.map(textOf));
  return (value) => wanted.has(textOf(value)) === (operator === '$in');
}

function between(operator: Operator, operand: unknown): (value: unknown) => boolean {
  if (!Array.isArray(operand) || operand.length !== 2) {
    throw invalidParameter(`${operator} requires an array with two values.`);
  }
  const [low, high] = operand.map(textOf) as [string, string];
  return (value) => {
    const held = textOf(value);
    return held !== '' && compare(held, low) >= 0 && compare(held, high) <= 0;
  };
}

function range(name: string, now: number): (value: unknown) => boolean {
  const match = /^(last|next)_(\d+)_days$/.exec(name);
  if (match === null) throw invalidParameter(`Did not recognize the operand: ${name}`);
  return days(match[1] === 'last' ? '$last_x_days' : '$next_x_days', Number(match[2]), now);
}

function days(operator: Operator, count: number, now: number): (value: unknown) => boolean {
  const span = count * DAY;
  return (value) => {
    const ahead = Date.parse(textOf(value)) - now;
    if (Number.isNaN(ahead)) return false;
    if (operator === '$last_x_days') return ahead <= 0 && ahead >= -span;
    if (operator === '$next_x_days') return ahead >= 0 && ahead <= span;
    return operator === '$more_x_days_ago' ? ahead < -span : ahead > span;
  };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

/** Numbers by size, times and other text by order. */
export function compare(left: string, right: string): number {
  const difference = Number(left) - Number(right);
  if (!Number.isNaN(difference)) return difference;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
