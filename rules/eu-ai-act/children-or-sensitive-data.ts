import { any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const childrenOrSensitiveData: Rule = {
  id: 'children-or-sensitive-data',
  finding: 'neighbour',
  citations: ['GDPR Art. 8, 9'],
  obligations: ['gdpr-8-9'],
  when: any(is('subjectRoles', 'child'), is('specialCategories', true)),
};
