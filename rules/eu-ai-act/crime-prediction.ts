import { is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** Checks for fraud of one's own accord are outside; whether facts of a deed stand behind the prediction is for a person to say. */
export const crimePrediction: Rule = {
  id: 'crime-prediction',
  finding: 'suspect',
  citations: ['Art. 5(1)(d)'],
  obligations: ['aia-5-1-d'],
  when: is('predictsCrime', true),
  signal: is('predictsCrime', true),
  asks: is('otherArea', 'law-enforcement'),
};
