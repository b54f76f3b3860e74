import type { Body } from '#simulator/shared/body.ts';

const SIGNS: Record<string, string> = {
  equals: '==',
  not_equals: '!=',
  major_than: '>',
  minor_than: '<',
  major_equals_than: '>=',
  minor_equals_than: '<=',
};

/**
 * Condition tokens from `['(', {field, is, value}, 'OR', {rule, value}, ')']`. A word is a connective or a bracket;
 * an object with `expType` is taken as it is.
 */
export function tokensOf(condition: readonly (string | Body)[], module: string): Body[] {
  return condition.map((part) => (typeof part === 'string' ? wordOf(part) : tokenOf(part, module)));
}

function wordOf(word: string): Body {
  const expType = word === '(' || word === ')' ? 'GROUP' : 'LOGIC';
  return { expType, expLabel: word, expValue: word };
}

function tokenOf(part: Body, module: string): Body {
  if ('expType' in part) return part;
  const { is = 'equals', value = '' } = part;
  const common = { expOperator: String(is), expValue: value };
  if ('rule' in part)
    return { expType: 'BUSINESS_RULES', expLabel: `rule == ${String(value)}`, expField: part.rule, ...common };
  if ('form' in part)
    return { expType: 'CONTROL', expLabel: `form == ${String(value)}`, expField: part.form, ...common };
  if ('role' in part) return { expType: 'USER_ROLE', expLabel: 'role', expField: part.role, ...common };
  const sign = SIGNS[String(is)] ?? String(is);
  return {
    expType: 'MODULE',
    expSubtype: part.type ?? 'DropDown',
    expLabel: `${String(part.field)} ${sign} "${String(value)}"`,
    ...common,
    expModule: part.module ?? module,
    expField: part.field,
  };
}
