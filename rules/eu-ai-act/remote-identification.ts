import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { BIOMETRIC } from './terms.ts';

/** Confirming that somebody is who he claims to be is outside point 1(a); no fact tells the two apart. */
export const remoteIdentification: Rule = {
  id: 'remote-identification',
  finding: 'review',
  citations: ['Annex III 1(a)'],
  obligations: [],
  when: all(is('purposes', 'identification'), BIOMETRIC),
  signal: is('purposes', 'identification'),
};
