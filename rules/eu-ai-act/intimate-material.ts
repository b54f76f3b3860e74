import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const intimateMaterial: Rule = {
  id: 'intimate-material',
  finding: 'prohibited',
  citations: ['Art. 5(1)(ba)', 'Art. 5(1)(bb)', 'Art. 5(1a)'],
  obligations: ['aia-5-1-ba-bb'],
  when: is('intimateMaterial', true),
  signal: is('intimateMaterial', true),
  asks: all(is('output', 'image', 'audio', 'video'), is('realistic', true)),
};
