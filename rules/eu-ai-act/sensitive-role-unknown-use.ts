import { all, is, isUnknown } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

const ROLES = is(
  'subjectRoles',
  'candidate',
  'freelancer',
  'worker',
  'student',
  'patient',
  'borrower',
  'insured',
  'beneficiary',
  'voter',
);

/** AI about such a person whose use nobody has told: words may be missing in a language we read badly, the review may not. */
export const sensitiveRoleUnknownUse: Rule = {
  id: 'sensitive-role-unknown-use',
  finding: 'review',
  citations: ['Annex III 3', 'Annex III 4', 'Annex III 5', 'Annex III 8'],
  obligations: [],
  when: all(ROLES, isUnknown('purposes')),
  signal: ROLES,
};
