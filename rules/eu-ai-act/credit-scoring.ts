import { all, any, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { HIGH_RISK_DUTIES, PERSONS } from './terms.ts';

/** In these trades a refused contract is a refused essential service; elsewhere only if it turns on the ability to pay. */
const REFUSES_BY_ABILITY_TO_PAY = all(
  is('effect', 'access-to-contract'),
  any(
    is('tenantSector', 'bank', 'telecom', 'energy', 'housing'),
    is('subjectRoles', 'borrower'),
    is('abilityToPay', true),
  ),
);
const MEANT = is('purposes', 'creditworthiness', 'essential-service-access');

export const creditScoring: Rule = {
  id: 'credit-scoring',
  finding: 'high',
  citations: ['Annex III 5(b)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-27'],
  when: all(any(MEANT, is('effect', 'access-to-essential-service'), REFUSES_BY_ABILITY_TO_PAY), PERSONS),
  // Fraud detection is only outside when it is the main purpose.
  unless: any(all(is('purposes', 'fraud-detection'), not(MEANT)), is('afterGrant', true)),
  signal: any(MEANT, is('effect', 'access-to-essential-service', 'access-to-contract')),
};
