import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { REACHES_PEOPLE } from './terms.ts';

export const aiConversation: Rule = {
  id: 'ai-conversation',
  finding: 'limited',
  citations: ['Art. 50(1)', 'Art. 50(5)'],
  obligations: ['aia-50-1', 'gp-verify-notice'],
  when: all(
    REACHES_PEOPLE,
    any(
      is('directInteraction', true),
      all(is('purposes', 'conversation'), is('technique', 'generative', 'agentic', 'ml-predictive')),
    ),
  ),
  unless: is('directInteraction', false),
  signal: any(is('directInteraction', true), is('purposes', 'conversation')),
};
