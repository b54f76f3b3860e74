import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { HIGH_RISK_DUTIES, PERSONS } from './terms.ts';

export const insurancePricing: Rule = {
  id: 'insurance-pricing',
  finding: 'high',
  citations: ['Annex III 5(c)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-27'],
  when: all(
    any(
      is('purposes', 'insurance-pricing'),
      all(is('subjectRoles', 'insured'), is('effect', 'price', 'access-to-contract')),
    ),
    is('insuranceLine', 'life', 'health'),
    PERSONS,
  ),
  signal: is('purposes', 'insurance-pricing'),
};
