import { isUnknown } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** What a feature is for is not known: it never becomes minimal by silence. */
export const unknownPurpose: Rule = {
  id: 'unknown-purpose',
  finding: 'undetermined',
  citations: ['Art. 3(12)'],
  obligations: [],
  when: isUnknown('purposes'),
};
