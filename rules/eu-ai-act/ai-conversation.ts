import { all, any, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { REACHES_PEOPLE, said } from './terms.ts';

export const aiConversation: Rule = {
  id: 'ai-conversation',
  finding: 'limited',
  citations: ['Art. 50(1)', 'Art. 50(5)'],
  obligations: ['aia-50-1', 'aia-50-5', 'gp-verify-notice'],
  when: all(
    REACHES_PEOPLE,
    any(
      is('directInteraction', true),
      all(
        is('purposes', 'conversation'),
        // A draft that a person reviews and sends is no conversation with a machine.
        not(said('sending', 'human-after-review')),
        not(said('directInteraction', false)),
      ),
    ),
  ),
  signal: any(
    is('directInteraction', true),
    all(is('purposes', 'conversation'), not(said('sending', 'human-after-review'))),
    all(
      // A text that answers customers, and nobody has said whether a person sends it.
      any(is('technique', 'agentic'), all(is('technique', 'generative'), is('output', 'text', 'audio'))),
      is('purposes', 'customer-service'),
      REACHES_PEOPLE,
      not(said('sending', 'human-after-review', 'not-sent')),
    ),
  ),
};
