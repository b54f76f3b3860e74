import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** The exemption is the provider's act: a deployer cannot grant it to itself, so the tier stays. */
export const providerExemption: Rule = {
  id: 'provider-exemption',
  finding: 'duty',
  citations: ['Art. 6(3)', 'Art. 6(4)'],
  obligations: ['aia-6-4'],
  when: all(
    any(
      is(
        'purposes',
        'recruitment',
        'worker-evaluation',
        'creditworthiness',
        'insurance-pricing',
        'essential-service-access',
        'public-benefit',
        'education-admission',
        'education-assessment',
        'political-persuasion',
      ),
      is('subjectRoles', 'candidate', 'borrower', 'insured', 'beneficiary'),
      is('effect', 'hiring', 'worker-evaluation', 'access-to-essential-service'),
    ),
    is('taskKind', 'preparatory', 'procedural', 'improves-finished-human-work', 'detects-deviations'),
  ),
  unless: is('profiling', true),
};
