import type { Assessment } from '../model/assessment.ts';
import type { AiFeature } from '../model/feature.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { addProfiling, addSubjectKind } from '../normalise/link/feature-of.ts';
import { readLine } from './description.ts';
import { readDescription } from './read-description.ts';

export type Assessed = { id: string; facts: Facts; assessment: Assessment } | { id: string | null; error: string };

/** One line in, one result out: reads the facts, fills what follows from them, and applies the same rules as a scan. */
export function makeAssessLine(
  assess: (feature: Pick<AiFeature, 'facts' | 'verdict'>) => Assessment,
  knowledge: Knowledge,
): (line: string) => Assessed {
  return (line) => {
    const described = readLine(line);
    if ('error' in described) {
      return described;
    }
    const facts = readDescription(described, knowledge);
    addSubjectKind(facts);
    addProfiling(facts);
    return { id: described.id, facts, assessment: assess({ facts, verdict: 'ai' }) };
  };
}
