import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, HIGH_RISK_DUTIES } from './terms.ts';

export const publicBenefitEligibility: Rule = {
  id: 'public-benefit-eligibility',
  finding: 'high',
  citations: ['Annex III 5(a)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-27'],
  when: any(
    is('purposes', 'public-benefit'),
    all(is('subjectRoles', 'beneficiary'), is('publicAuthority', true), EVALUATES),
  ),
  unless: is('publicAuthority', false),
  signal: any(is('purposes', 'public-benefit'), is('subjectRoles', 'beneficiary')),
};
