import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { BIOMETRIC, HIGH_RISK_DUTIES } from './terms.ts';

export const customerEmotion: Rule = {
  id: 'customer-emotion',
  finding: 'high',
  citations: ['Annex III 1(c)', 'Art. 50(3)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-50-3'],
  when: all(is('purposes', 'emotion-recognition'), BIOMETRIC),
  signal: is('purposes', 'emotion-recognition'),
};
