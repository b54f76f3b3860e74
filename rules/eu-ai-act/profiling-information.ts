import { is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const profilingInformation: Rule = {
  id: 'profiling-information',
  finding: 'neighbour',
  citations: ['GDPR Art. 5, 13, 14, 15, 21, 35'],
  obligations: ['gdpr-5', 'gdpr-13-14', 'gdpr-15', 'gdpr-21', 'gdpr-35'],
  when: is('profiling', true),
};
