import { is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const ownBrandHighRisk: Rule = {
  id: 'own-brand-high-risk',
  finding: 'duty',
  citations: ['Art. 25(1)(a)'],
  obligations: ['aia-25-1-a'],
  when: is('ownBrand', true),
  beside: 'high',
};
