import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, HIGH_RISK_DUTIES } from './terms.ts';

export const employmentScoring: Rule = {
  id: 'employment-scoring',
  finding: 'high',
  citations: ['Annex III 4(a)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-26-7'],
  when: all(
    any(is('purposes', 'recruitment'), is('subjectRoles', 'candidate', 'freelancer'), is('effect', 'hiring')),
    EVALUATES,
  ),
  signal: any(is('purposes', 'recruitment'), is('subjectRoles', 'candidate', 'freelancer'), is('effect', 'hiring')),
};
