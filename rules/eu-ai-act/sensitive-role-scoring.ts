import { all, any, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, PERSONS } from './terms.ts';

const SENSITIVE = is('subjectRoles', 'borrower', 'insured', 'student', 'patient', 'beneficiary');

/** Borrowers, insured persons, learners, patients and beneficiaries may be scored for marketing: what follows decides. */
export const sensitiveRoleScoring: Rule = {
  id: 'sensitive-role-scoring',
  finding: 'review',
  citations: ['Annex III 3', 'Annex III 5'],
  obligations: [],
  when: all(
    SENSITIVE,
    EVALUATES,
    PERSONS,
    not(
      is(
        'purposes',
        'creditworthiness',
        'essential-service-access',
        'insurance-pricing',
        'public-benefit',
        'education-admission',
        'education-assessment',
      ),
    ),
  ),
  unless: any(
    not(is('effect', 'price', 'access-to-contract', 'access-to-essential-service', 'work-allocation', 'hiring')),
    is('insuranceLine', 'other'),
  ),
  signal: SENSITIVE,
};
