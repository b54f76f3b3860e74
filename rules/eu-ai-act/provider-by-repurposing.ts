import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { ANNEX_III_USE } from './terms.ts';

export const providerByRepurposing: Rule = {
  id: 'provider-by-repurposing',
  finding: 'duty',
  citations: ['Art. 25(1)(c)'],
  obligations: ['aia-25-1-c'],
  when: all(ANNEX_III_USE, is('vendorExcludesHighRisk', true)),
  signal: ANNEX_III_USE,
};
