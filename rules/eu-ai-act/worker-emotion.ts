import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { BIOMETRIC } from './terms.ts';

export const workerEmotion: Rule = {
  id: 'worker-emotion',
  finding: 'prohibited',
  citations: ['Art. 5(1)(f)'],
  obligations: ['aia-5-1-f'],
  when: all(
    is('purposes', 'emotion-recognition'),
    BIOMETRIC,
    any(is('subjectRoles', 'worker', 'candidate', 'student'), is('agentVoiceInInput', true)),
  ),
  unless: is('medicalOrSafety', true),
  signal: all(
    is('purposes', 'emotion-recognition'),
    any(is('subjectRoles', 'worker', 'candidate', 'student'), is('agentVoiceInInput', true)),
  ),
};
