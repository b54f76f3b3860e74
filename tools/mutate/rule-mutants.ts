import type { Condition } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export interface Mutant<T> {
  what: string;
  made: T;
}

/** A rule with one thing wrong: a part left out, a value lost, all and any exchanged, a denial dropped or added. */
export function mutantsOf(rule: Rule): Mutant<Rule>[] {
  const parts = (['when', 'unless', 'signal', 'asks'] as const).flatMap((part) =>
    rule[part]
      ? wrong(rule[part]).map(({ what, made }) => ({
          what: `${rule.id} ${part}: ${what}`,
          made: { ...rule, [part]: made },
        }))
      : [],
  );
  const without = (['unless', 'signal', 'asks', 'beside'] as const).flatMap((part): Mutant<Rule>[] => {
    const { [part]: gone, ...rest } = rule;
    return gone === undefined ? [] : [{ what: `${rule.id}: no ${part}`, made: rest as Rule }];
  });
  const duties = rule.obligations.map((id) => ({
    what: `${rule.id}: no ${id}`,
    made: { ...rule, obligations: rule.obligations.filter((one) => one !== id) },
  }));
  return [...parts, ...without, ...duties];
}

function wrong(condition: Condition): Mutant<Condition>[] {
  const denied = { what: 'denied', made: { not: condition } };
  if ('fact' in condition) {
    const fewer = condition.values.map((value) => ({
      what: `${condition.fact} without ${String(value)}`,
      made: { ...condition, values: condition.values.filter((one) => one !== value) },
    }));
    return [denied, ...fewer];
  }
  if ('unknownFact' in condition || 'deniedFact' in condition) {
    return [denied];
  }
  if ('not' in condition) {
    return [
      { what: 'denial dropped', made: condition.not },
      ...wrong(condition.not).map(({ what, made }) => ({ what: `not ${what}`, made: { not: made } })),
    ];
  }
  const isAll = 'all' in condition;
  const parts = isAll ? condition.all : condition.any;
  const build = (made: readonly Condition[], all = isAll): Condition => (all ? { all: made } : { any: made });
  return [
    ...(parts.length > 1 ? [{ what: isAll ? 'all → any' : 'any → all', made: build(parts, !isAll) }] : []),
    ...parts.map((_part, at) => ({
      what: `part ${at + 1} left out`,
      made: build(parts.filter((_one, index) => index !== at)),
    })),
    ...parts.flatMap((part, at) =>
      wrong(part).map(({ what, made }) => ({
        what: `part ${at + 1}, ${what}`,
        made: build(parts.map((one, index) => (index === at ? made : one))),
      })),
    ),
  ];
}
