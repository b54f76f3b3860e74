import { all } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** Of every AI system, whatever its tier: there is nothing to ask first. */
export const aiLiteracy: Rule = {
  id: 'ai-literacy',
  finding: 'duty',
  citations: ['Art. 4'],
  obligations: ['aia-4'],
  when: all(),
};
