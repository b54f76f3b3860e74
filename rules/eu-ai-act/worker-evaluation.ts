import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES, HIGH_RISK_DUTIES } from './terms.ts';

export const workerEvaluation: Rule = {
  id: 'worker-evaluation',
  finding: 'high',
  citations: ['Annex III 4(b)'],
  obligations: [...HIGH_RISK_DUTIES, 'aia-26-7'],
  when: any(
    is('purposes', 'worker-evaluation'),
    is('effect', 'worker-evaluation'),
    all(is('subjectRoles', 'worker'), is('effect', 'work-allocation')),
    all(is('subjectRoles', 'worker'), EVALUATES),
    all(is('purposes', 'task-allocation'), is('allocationBasis', 'behaviour-or-traits')),
  ),
  unless: any(is('shownOnlyToSubject', true), is('allocationBasis', 'availability-or-skills-declared')),
  signal: any(
    is('purposes', 'worker-evaluation'),
    is('effect', 'worker-evaluation'),
    is('subjectRoles', 'worker'),
    is('allocationBasis', 'behaviour-or-traits'),
  ),
};
