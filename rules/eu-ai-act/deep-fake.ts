import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const deepFake: Rule = {
  id: 'deep-fake',
  finding: 'limited',
  citations: ['Art. 50(4)'],
  obligations: ['aia-50-4-deepfake'],
  when: all(is('output', 'image', 'audio', 'video'), is('realistic', true)),
};
