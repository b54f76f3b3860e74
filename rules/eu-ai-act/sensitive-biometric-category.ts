import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { BIOMETRIC } from './terms.ts';

export const sensitiveBiometricCategory: Rule = {
  id: 'sensitive-biometric-category',
  finding: 'prohibited',
  citations: ['Art. 5(1)(g)'],
  obligations: ['aia-5-1-g'],
  when: all(
    is('purposes', 'biometric-categorisation'),
    BIOMETRIC,
    is('biometricCategory', 'race', 'political-opinion', 'trade-union', 'religion', 'sexual-orientation'),
  ),
  // While the category is unknown, a prohibited one is not excluded.
  signal: is('purposes', 'biometric-categorisation'),
};
