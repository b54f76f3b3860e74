import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { PERSONS } from './terms.ts';

export const socialScoring: Rule = {
  id: 'social-scoring',
  finding: 'suspect',
  citations: ['Art. 5(1)(c)'],
  obligations: ['aia-5-1-c'],
  when: all(
    any(
      is('purposes', 'social-scoring'),
      all(
        is('output', 'score', 'rank', 'category', 'decision'),
        any(is('unrelatedContext', true), is('disproportionateTreatment', true)),
      ),
    ),
    PERSONS,
  ),
  signal: any(is('purposes', 'social-scoring'), is('unrelatedContext', true), is('disproportionateTreatment', true)),
};
