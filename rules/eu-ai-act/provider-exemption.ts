import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { ANNEX_III_USE } from './terms.ts';

/** The exemption is the provider's act: a deployer cannot grant it to itself, so the tier stays. */
export const providerExemption: Rule = {
  id: 'provider-exemption',
  finding: 'duty',
  citations: ['Art. 6(3)', 'Art. 6(4)'],
  obligations: ['aia-6-4'],
  when: all(
    ANNEX_III_USE,
    is('taskKind', 'preparatory', 'procedural', 'improves-finished-human-work', 'detects-deviations'),
  ),
  unless: is('profiling', true),
};
