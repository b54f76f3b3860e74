import { all } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { REACHES_PEOPLE, WRITES } from './terms.ts';

export const automaticAiMessage: Rule = {
  id: 'automatic-ai-message',
  finding: 'limited',
  citations: ['Art. 50(1)', 'Art. 50(5)', 'C(2026) 5054 point 31'],
  obligations: ['aia-50-1-agent-principal', 'aia-50-5', 'gp-verify-notice'],
  when: all(REACHES_PEOPLE, WRITES),
};
