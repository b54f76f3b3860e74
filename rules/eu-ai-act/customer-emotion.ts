import type { Rule } from '../../src/assess/rule.ts';
import { HIGH_RISK_DUTIES, MAY_READ_EMOTION, READS_EMOTION } from './terms.ts';

export const customerEmotion: Rule = {
  id: 'customer-emotion',
  finding: 'high',
  citations: ['Annex III 1(c)', 'Art. 50(3)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-50-3', 'aia-50-5'],
  when: READS_EMOTION,
  signal: MAY_READ_EMOTION,
};
