import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const providerByRepurposing: Rule = {
  id: 'provider-by-repurposing',
  finding: 'duty',
  citations: ['Art. 25(1)(c)', 'Art. 25(2)'],
  obligations: ['aia-25-1-c', 'aia-25-2'],
  when: is('vendorExcludesHighRisk', true),
  // What the vendor's documents say is asked of every high-risk use.
  signal: all(),
  beside: 'review',
};
