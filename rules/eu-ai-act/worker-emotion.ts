import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { MAY_READ_EMOTION, READS_EMOTION } from './terms.ts';

const AT_WORK = is('subjectRoles', 'worker', 'candidate', 'student');

/** What the exception does not cover stays high-risk (Annex III 1(c)). */
export const workerEmotion: Rule = {
  id: 'worker-emotion',
  finding: 'prohibited',
  citations: ['Art. 5(1)(f)'],
  obligations: ['aia-5-1-f'],
  when: all(READS_EMOTION, any(AT_WORK, is('agentVoiceInInput', true))),
  unless: is('medicalOrSafety', true),
  signal: all(MAY_READ_EMOTION, any(AT_WORK, is('agentVoiceInInput', true))),
};
