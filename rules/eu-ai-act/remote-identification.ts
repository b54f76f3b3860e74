import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { BIOMETRIC, HIGH_RISK_DUTIES } from './terms.ts';

/** Confirming that somebody is who he claims to be is outside point 1(a). */
export const remoteIdentification: Rule = {
  id: 'remote-identification',
  finding: 'high',
  citations: ['Annex III 1(a)'],
  obligations: HIGH_RISK_DUTIES,
  when: all(is('purposes', 'identification'), BIOMETRIC, is('identificationKind', 'remote-identification')),
  signal: is('purposes', 'identification'),
};
