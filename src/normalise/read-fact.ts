import { known, unknown, type Fact } from '../model/fact.ts';
import type { FactRule, MappingInput } from './mapping.ts';
import { valueAt } from './values.ts';

/** Answers one fact of a mapping from the asset; the vendor's silence is an unknown. */
export function readFact<T>(input: MappingInput, rule: FactRule<T>): Fact<T> {
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
  return value === undefined || value === null ? unknown('not-returned') : known(value as T, 'observed', rule.path);
}
