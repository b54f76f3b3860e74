import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const publicInterestText: Rule = {
  id: 'public-interest-text',
  finding: 'limited',
  citations: ['Art. 50(4) second subparagraph', 'Art. 50(5)'],
  obligations: ['aia-50-4-text', 'aia-50-5'],
  when: all(
    is('technique', 'generative', 'agentic'),
    is('output', 'text'),
    is('published', true),
    is('publicInterestTopic', true),
  ),
  unless: is('editorialResponsibility', true),
  signal: all(is('technique', 'generative', 'agentic'), is('publicInterestTopic', true)),
};
