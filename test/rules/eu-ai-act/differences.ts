import { judge, type Rule } from '../../../src/assess/rule.ts';
import { FACTS } from '../../../src/model/facts.ts';
import { factsFrom, type FactValues } from '../../../src/model/facts-schema.ts';
import type { Range } from './ranges.ts';

/** Where a rule says something else than the range wants, over every value that the fact can have and over silence. */
export function differences(
  rules: readonly Rule[],
  { rule: id, base, fact, values, others, unknown }: Range,
): string[] {
  const rule = rules.find((one) => one.id === id);
  if (!rule) {
    return [`no rule ${id}`];
  }
  const outcome = (facts: FactValues) => judge(rule, factsFrom(facts, 'observed', 'test'))?.outcome ?? 'clear';
  const wanted = new Map(
    Object.entries(values).flatMap(([result, list]) => list.map((value) => [JSON.stringify(value), result] as const)),
  );
  const { [fact]: _varied, ...silent } = base;
  const found = allValues(fact).flatMap((value) => {
    const want = wanted.get(JSON.stringify(value)) ?? others;
    const got = outcome({ ...silent, [fact]: value });
    return got === want ? [] : [`${fact} ${JSON.stringify(value)}: ${got} instead of ${want}`];
  });
  const got = outcome(silent);
  return got === unknown ? found : [...found, `${fact} unknown: ${got} instead of ${unknown}`];
}

function allValues(fact: Range['fact']): unknown[] {
  const spec = FACTS[fact];
  if (spec.type === 'boolean') {
    return [true, false];
  }
  const list: readonly string[] = spec.values ?? [];
  return spec.type === 'list' ? list.map((value) => [value]) : [...list];
}
