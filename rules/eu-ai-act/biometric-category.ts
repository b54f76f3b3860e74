import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { BIOMETRIC, HIGH_RISK_DUTIES } from './terms.ts';

export const biometricCategory: Rule = {
  id: 'biometric-category',
  finding: 'high',
  citations: ['Annex III 1(b)', 'Art. 50(3)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-50-3', 'aia-50-5'],
  when: all(
    is('purposes', 'biometric-categorisation'),
    BIOMETRIC,
    is('biometricCategory', 'ethnic-origin', 'health', 'genetic'),
  ),
  signal: is('purposes', 'biometric-categorisation'),
};
