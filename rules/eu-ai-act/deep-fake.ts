import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

const PICTURES_OR_SOUND = is('output', 'image', 'audio', 'video');

/** Text is never a deep fake. */
export const deepFake: Rule = {
  id: 'deep-fake',
  finding: 'limited',
  citations: ['Art. 50(4) first subparagraph', 'Art. 50(5)'],
  obligations: ['aia-50-4-deepfake', 'aia-50-5'],
  when: all(PICTURES_OR_SOUND, is('realistic', true)),
  signal: all(PICTURES_OR_SOUND, is('technique', 'generative', 'agentic')),
};
