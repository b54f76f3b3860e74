import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, HIGH_RISK_DUTIES, REACHES_PEOPLE } from './terms.ts';

export const voterInfluence: Rule = {
  id: 'voter-influence',
  finding: 'high',
  citations: ['Annex III 8(b)'],
  obligations: HIGH_RISK_DUTIES,
  when: any(is('purposes', 'political-persuasion'), all(is('subjectRoles', 'voter'), EVALUATES, REACHES_PEOPLE)),
  signal: any(is('purposes', 'political-persuasion'), is('subjectRoles', 'voter')),
};
