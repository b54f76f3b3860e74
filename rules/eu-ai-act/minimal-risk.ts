import { isUnknown, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** What is left when the use is known and no other rule holds; the engine shows it only then. */
export const minimalRisk: Rule = {
  id: 'minimal-risk',
  finding: 'minimal',
  citations: ['Art. 95'],
  obligations: ['aia-95'],
  when: not(isUnknown('purposes')),
};
