import { all, any, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { EVALUATES } from './terms.ts';

const OTHERS = ['critical-infrastructure', 'law-enforcement', 'migration', 'justice'] as const;
const NAMED = any(
  is('otherArea', ...OTHERS),
  // What classifies calls or patients is clear by its words: `emergency-triage`.
  all(is('otherArea', 'emergency-services'), not(EVALUATES)),
);

/** Areas of Annex III that no CRM is made for: named when somebody describes them, and left to a person. */
export const outsideDomain: Rule = {
  id: 'outside-domain',
  finding: 'review',
  citations: ['Annex III 2', 'Annex III 5(d)', 'Annex III 6', 'Annex III 7', 'Annex III 8(a)'],
  obligations: [],
  when: NAMED,
  signal: is('otherArea', 'emergency-services', ...OTHERS),
  // Never asked of a CRM feature: only a description brings it up.
  asks: any(),
};
