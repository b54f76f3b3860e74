import { all, any, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const providerByRepurposing: Rule = {
  id: 'provider-by-repurposing',
  finding: 'duty',
  citations: ['Art. 25(1)(c)'],
  obligations: ['aia-25-1-c'],
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
    is('vendorExcludesHighRisk', true),
  ),
};
