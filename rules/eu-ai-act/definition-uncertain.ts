import { is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const definitionUncertain: Rule = {
  id: 'definition-uncertain',
  finding: 'definition',
  citations: ['Art. 3(1)', 'C(2025) 5053'],
  obligations: [],
  when: is('technique', 'fitted-statistics', 'unknown-external'),
};
