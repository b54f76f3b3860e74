import { is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { HIGH_RISK_DUTIES } from './terms.ts';

export const educationAssessment: Rule = {
  id: 'education-assessment',
  finding: 'high',
  citations: ['Annex III 3(a)', 'Annex III 3(b)', 'Annex III 3(c)', 'Annex III 3(d)'],
  obligations: HIGH_RISK_DUTIES,
  when: is('purposes', 'education-admission', 'education-assessment'),
  signal: is('purposes', 'education-admission', 'education-assessment'),
};
