import { all, any, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { HIGH_RISK_DUTIES, said, SORTS } from './terms.ts';

const EVALUATION = ['worker-evaluation'] as const;
const ALLOCATES = any(is('purposes', 'task-allocation'), is('effect', 'work-allocation'));
const BY_BEHAVIOUR = is('allocationBasis', 'behaviour-or-traits');

export const workerEvaluation: Rule = {
  id: 'worker-evaluation',
  finding: 'high',
  citations: ['Annex III 4(b)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-26-7'],
  when: any(
    is('purposes', ...EVALUATION),
    is('effect', ...EVALUATION),
    all(any(ALLOCATES, is('purposes', 'routing')), BY_BEHAVIOUR),
    all(is('subjectRoles', 'worker'), SORTS),
  ),
  // Neither exception covers an evaluation, or an allocation by behaviour, that comes with it.
  unless: any(
    all(is('shownOnlyToSubject', true), not(said('effect', 'work-allocation', ...EVALUATION, 'hiring'))),
    all(
      is('allocationBasis', 'availability-or-skills-declared'),
      not(any(said('purposes', ...EVALUATION), said('effect', ...EVALUATION))),
    ),
  ),
  signal: any(
    is('purposes', ...EVALUATION),
    is('effect', ...EVALUATION),
    is('subjectRoles', 'worker'),
    BY_BEHAVIOUR,
    ALLOCATES,
  ),
};
