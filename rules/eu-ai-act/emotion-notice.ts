import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { BIOMETRIC, READS_EMOTION } from './terms.ts';

export const emotionNotice: Rule = {
  id: 'emotion-notice',
  finding: 'limited',
  citations: ['Art. 50(3)', 'Art. 50(5)'],
  obligations: ['aia-50-3', 'aia-50-5'],
  when: any(READS_EMOTION, all(is('purposes', 'biometric-categorisation'), BIOMETRIC)),
};
