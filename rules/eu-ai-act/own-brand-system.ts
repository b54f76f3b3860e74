import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** Whoever offers a system under his own name is its provider, also of what a vendor has built. */
export const ownBrandSystem: Rule = {
  id: 'own-brand-system',
  finding: 'duty',
  citations: ['Art. 3(3)', 'Art. 50(1)', 'Art. 50(2)'],
  obligations: ['aia-3-3'],
  when: all(
    is('ownBrand', true),
    any(is('technique', 'generative', 'agentic'), is('purposes', 'conversation'), is('directInteraction', true)),
  ),
};
