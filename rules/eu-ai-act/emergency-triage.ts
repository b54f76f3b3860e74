import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, HIGH_RISK_DUTIES } from './terms.ts';

const EMERGENCY = is('otherArea', 'emergency-services');

/** Whoever sends help provides a public service, so that Art. 27 is owed with it. */
export const emergencyTriage: Rule = {
  id: 'emergency-triage',
  finding: 'high',
  citations: ['Annex III 5(d)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-27'],
  when: all(EMERGENCY, EVALUATES),
  signal: EMERGENCY,
  // Never asked of a CRM feature: only a description brings it up.
  asks: any(),
};
