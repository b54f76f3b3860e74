import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { PERSONS } from './terms.ts';

export const automatedDecision: Rule = {
  id: 'automated-decision',
  finding: 'neighbour',
  citations: ['GDPR Art. 22'],
  obligations: ['gdpr-22'],
  when: all(
    PERSONS,
    is('effect', 'access-to-contract', 'access-to-essential-service', 'price', 'hiring'),
    is('output', 'score', 'rank', 'category', 'decision', 'action'),
  ),
};
