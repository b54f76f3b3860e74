import { all, any, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, HIGH_RISK_DUTIES, PERSONS } from './terms.ts';

const REFUSES_ESSENTIAL_SERVICE = all(
  is('effect', 'access-to-contract'),
  is('tenantSector', 'bank', 'telecom', 'energy', 'housing'),
);

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
      REFUSES_ESSENTIAL_SERVICE,
    ),
    PERSONS,
  ),
  // Fraud detection is only outside when it is the main purpose.
  unless: any(
    all(is('purposes', 'fraud-detection'), not(is('purposes', 'creditworthiness', 'essential-service-access'))),
    is('afterGrant', true),
  ),
  signal: any(
    is('purposes', 'creditworthiness', 'essential-service-access'),
    is('effect', 'access-to-essential-service'),
    is('subjectRoles', 'borrower'),
    is('effect', 'access-to-contract'),
  ),
};
