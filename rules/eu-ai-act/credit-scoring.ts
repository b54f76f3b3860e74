import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, HIGH_RISK_DUTIES, PERSONS } from './terms.ts';

export const creditScoring: Rule = {
  id: 'credit-scoring',
  finding: 'high',
  citations: ['Annex III 5(b)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-27'],
  when: all(
    any(
      is('purposes', 'creditworthiness', 'essential-service-access'),
      is('effect', 'access-to-essential-service'),
      all(is('subjectRoles', 'borrower'), EVALUATES),
    ),
    PERSONS,
  ),
  unless: any(is('purposes', 'fraud-detection'), is('afterGrant', true)),
  signal: any(
    is('purposes', 'creditworthiness', 'essential-service-access'),
    is('effect', 'access-to-essential-service'),
    is('subjectRoles', 'borrower'),
  ),
};
