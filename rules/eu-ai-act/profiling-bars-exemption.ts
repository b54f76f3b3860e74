import { is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** Profiling makes nothing high-risk by itself: it only closes the exemption to what stands in Annex III. */
export const profilingBarsExemption: Rule = {
  id: 'profiling-bars-exemption',
  finding: 'duty',
  citations: ['Art. 6(3) last subparagraph'],
  obligations: [],
  when: is('profiling', true),
  beside: 'high',
};
