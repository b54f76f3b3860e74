import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { PERSUADES, STAYS_INSIDE } from './terms.ts';

/** Voters do not meet its output: organising a campaign is outside Annex III 8(b), choosing whom to persuade is not. */
export const campaignTool: Rule = {
  id: 'campaign-tool',
  finding: 'review',
  citations: ['Annex III 8(b)'],
  obligations: [],
  when: all(PERSUADES, STAYS_INSIDE),
  unless: is('taskKind', 'procedural'),
  signal: PERSUADES,
};
