import { all, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, REACHES_PEOPLE } from './terms.ts';

/** Text that reaches voters may inform or persuade: only a person can tell which. */
export const voterOutreach: Rule = {
  id: 'voter-outreach',
  finding: 'review',
  citations: ['Annex III 8(b)'],
  obligations: [],
  when: all(is('subjectRoles', 'voter'), REACHES_PEOPLE, not(EVALUATES)),
  signal: is('subjectRoles', 'voter'),
};
