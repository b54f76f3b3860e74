import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { BIOMETRIC } from './terms.ts';

export const emotionNotice: Rule = {
  id: 'emotion-notice',
  finding: 'limited',
  citations: ['Art. 50(3)'],
  obligations: ['aia-50-3'],
  when: all(is('purposes', 'emotion-recognition', 'biometric-categorisation'), BIOMETRIC),
};
