import { is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** Public bodies owe more for the same use than a private company. */
export const publicAuthorityUse: Rule = {
  id: 'public-authority-use',
  finding: 'duty',
  citations: ['Art. 26(8)', 'Art. 27', 'Art. 49(3)'],
  obligations: ['aia-26-8', 'aia-27', 'aia-49-3'],
  when: is('publicAuthority', true),
  beside: 'high',
};
