import { known, unknown, type Fact } from '../model/fact.ts';
import { FACTS, type FactName, type FactValue } from '../model/facts.ts';
import type { FactRule, MappingInput } from './mapping.ts';
import { valueAt } from './values.ts';

/** Answers one fact of a mapping from the asset; the vendor's silence is an unknown, and so is a value of another type. */
export function readFact<N extends FactName>(
  input: MappingInput,
  name: N,
  rule: FactRule<FactValue<N>>,
): Fact<FactValue<N>> {
  if ('const' in rule) {
    return known(rule.const, 'catalogue', 'mapping');
  }
  if ('by' in rule) {
    return rule.by(input);
  }
  if ('lookup' in rule) {
    const value = valueAt(input.asset.payload, rule.lookup);
    const found = typeof value === 'string' && Object.hasOwn(rule.in, value) ? rule.in[value] : undefined;
    return found === undefined ? unknown('not-catalogued') : known(found, 'catalogue', rule.lookup);
  }
  const value = valueAt(input.asset.payload, rule.path);
  if (value === undefined || value === null) {
    return unknown('not-returned');
  }
  return fits(name, value) ? known(value as FactValue<N>, 'observed', rule.path) : unknown('not-catalogued');
}

/** “yes” is no boolean: what a vendor means by it nobody has told us. */
function fits(name: FactName, value: unknown): boolean {
  const spec = FACTS[name];
  if (spec.type === 'boolean') {
    return typeof value === 'boolean';
  }
  const allowed = (item: unknown) =>
    typeof item === 'string' && (spec.values === null || (spec.values as readonly string[]).includes(item));
  return spec.type === 'list' ? Array.isArray(value) && value.every(allowed) : allowed(value);
}
