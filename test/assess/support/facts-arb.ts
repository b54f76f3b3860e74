import fc from 'fast-check';
import { FACT_NAMES, FACTS, type FactName } from '../../../src/model/facts.ts';
import type { FactValues } from '../../../src/model/facts-schema.ts';

function valueArb(name: FactName): fc.Arbitrary<unknown> {
  const spec = FACTS[name];
  if (spec.type === 'boolean') {
    return fc.boolean();
  }
  const item = spec.values ? fc.constantFrom<string>(...spec.values) : fc.string({ maxLength: 8 });
  return spec.type === 'list' ? fc.uniqueArray(item, { minLength: 1, maxLength: 3 }) : item;
}

/** Any facts that somebody could state, few or many. */
export const factsArb = fc.record(Object.fromEntries(FACT_NAMES.map((name) => [name, valueArb(name)])), {
  requiredKeys: [],
}) as fc.Arbitrary<FactValues>;
