import { all, any, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, HIGH_RISK_DUTIES } from './terms.ts';

const ALLOCATES = any(is('purposes', 'task-allocation'), is('effect', 'work-allocation'));
const EVALUATION = any(is('purposes', 'worker-evaluation'), is('effect', 'worker-evaluation'));

export const workerEvaluation: Rule = {
  id: 'worker-evaluation',
  finding: 'high',
  citations: ['Annex III 4(b)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-26-7'],
  when: any(
    is('purposes', 'worker-evaluation'),
    is('effect', 'worker-evaluation'),
    all(ALLOCATES, is('allocationBasis', 'behaviour-or-traits')),
    all(is('subjectRoles', 'worker'), EVALUATES),
  ),
  // Allocation by availability is outside, an evaluation that comes with it is not.
  unless: any(
    is('shownOnlyToSubject', true),
    all(is('allocationBasis', 'availability-or-skills-declared'), not(EVALUATION)),
  ),
  signal: any(
    is('purposes', 'worker-evaluation'),
    is('effect', 'worker-evaluation'),
    is('subjectRoles', 'worker'),
    is('allocationBasis', 'behaviour-or-traits'),
    ALLOCATES,
  ),
};
