import type { ReadFact } from '../model/assessment.ts';
import { FACTS, type FactName } from '../model/facts.ts';
import type { Words } from './words.ts';
import { valueLabel } from './present-question.ts';

/** The facts a rule rested on, each with where it was seen: the first half of fact → rule → article. */
export function pathOf(read: readonly ReadFact[], words: Words): string[] {
  return read.map(({ fact, value, at, basis }) =>
    words.text({
      id: `path.${basis}`,
      params: { fact: words.text({ id: `fact.${fact}` }), value: labelOf(fact, value, words), at },
    }),
  );
}

/** A verdict keeps the values of a list as one text, joined by commas. */
function labelOf(fact: FactName, value: string, words: Words): string {
  const spec = FACTS[fact];
  return valueLabel(fact, spec.type === 'list' && spec.values ? value.split(',') : value, words);
}
