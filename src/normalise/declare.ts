import type { Declaration } from '../model/declaration.ts';
import { known } from '../model/fact.ts';
import type { FactName, Facts } from '../model/facts.ts';
import type { AiFeature } from '../model/feature.ts';
import { addProfiling, addSubjectKind } from './link/feature-of.ts';
import { addFact } from './merge-facts.ts';

/**
 * What people said, put beside what was seen: it answers what is unknown, and contradicts what was observed without
 * replacing it. Returns only the facts that differ, so that they can be taken back.
 */
export function answersTo(
  { facts }: Pick<AiFeature, 'facts'>,
  declared: readonly Pick<Declaration, 'fact' | 'value' | 'at'>[],
): Facts {
  if (declared.length === 0) {
    return {};
  }
  const answered: Facts = { ...facts };
  for (const { fact, value, at } of declared) {
    addFact(answered, fact, known(value, 'declared', `declaration of ${at.slice(0, 10)}`) as never);
  }
  addSubjectKind(answered);
  addProfiling(answered);
  const changed = Object.entries(answered).filter(([name, fact]) => fact !== facts[name as FactName]);
  return Object.fromEntries(changed) as Facts;
}
