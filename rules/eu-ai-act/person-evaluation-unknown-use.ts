import { all, is, isUnknown } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { PERSONS } from './terms.ts';

const JUDGES = is('output', 'score', 'rank', 'decision');

/** What is not known to be AI at all is asked about anyway. */
const IS_AI = is('technique', 'generative', 'agentic', 'ml-predictive', 'fitted-statistics');

/** It scores, ranks or decides about persons, and for what nobody has told: the facts that would exclude Annex III are missing. */
export const personEvaluationUnknownUse: Rule = {
  id: 'person-evaluation-unknown-use',
  finding: 'review',
  citations: ['Annex III', 'Art. 6(2)'],
  obligations: [],
  when: all(IS_AI, PERSONS, JUDGES, isUnknown('purposes')),
};
