import { is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** Rules that people alone have set; points whose weights a model learned are AI even when shown as rules. */
export const ruleBased: Rule = {
  id: 'rule-based',
  finding: 'not-ai',
  citations: ['Art. 3(1)', 'Recital 12', 'C(2025) 5053'],
  obligations: [],
  when: is('technique', 'manual-rules', 'simple-statistic'),
  unless: is('weightsOrigin', 'learned'),
};
