import { is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** The exemption is the provider's act: a deployer cannot grant it to itself, so the tier stays. */
export const providerExemption: Rule = {
  id: 'provider-exemption',
  finding: 'duty',
  citations: ['Art. 6(3)', 'Art. 6(4)', 'Art. 49(2)'],
  obligations: ['aia-6-4'],
  when: is('taskKind', 'preparatory', 'procedural', 'improves-finished-human-work', 'detects-deviations'),
  unless: is('profiling', true),
  beside: 'review',
};
