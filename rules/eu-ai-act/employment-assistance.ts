import { all, any, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES } from './terms.ts';

/** Help with applications that neither scores nor decides: whether it is preparatory is the provider's to document (Art. 6(4)). */
export const employmentAssistance: Rule = {
  id: 'employment-assistance',
  finding: 'review',
  citations: ['Annex III 4(a)', 'Art. 6(3)'],
  obligations: [],
  when: all(
    any(is('purposes', 'recruitment'), is('subjectRoles', 'candidate', 'freelancer'), is('effect', 'hiring')),
    not(EVALUATES),
  ),
  signal: any(is('purposes', 'recruitment'), is('subjectRoles', 'candidate', 'freelancer'), is('effect', 'hiring')),
};
