import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, HIGH_RISK_DUTIES } from './terms.ts';

export const educationAssessment: Rule = {
  id: 'education-assessment',
  finding: 'high',
  citations: ['Annex III 3'],
  obligations: HIGH_RISK_DUTIES,
  when: any(
    is('purposes', 'education-admission', 'education-assessment'),
    all(is('subjectRoles', 'student'), EVALUATES),
  ),
  signal: any(is('purposes', 'education-admission', 'education-assessment'), is('subjectRoles', 'student')),
};
