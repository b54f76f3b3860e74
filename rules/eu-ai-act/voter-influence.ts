import { all, any, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, HIGH_RISK_DUTIES, PERSUADES, REACHES_PEOPLE, STAYS_INSIDE } from './terms.ts';

/** What only campaign staff see is outside, if it organises: `campaign-tool`. */
export const voterInfluence: Rule = {
  id: 'voter-influence',
  finding: 'high',
  citations: ['Annex III 8(b)'],
  obligations: HIGH_RISK_DUTIES,
  when: any(all(PERSUADES, not(STAYS_INSIDE)), all(is('subjectRoles', 'voter'), EVALUATES, REACHES_PEOPLE)),
  signal: any(PERSUADES, is('subjectRoles', 'voter')),
};
