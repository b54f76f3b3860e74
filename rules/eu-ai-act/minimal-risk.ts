import { is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const minimalRisk: Rule = {
  id: 'minimal-risk',
  finding: 'minimal',
  citations: ['Art. 4', 'Art. 95'],
  obligations: ['aia-4', 'aia-95'],
  when: is(
    'purposes',
    'lead-prioritisation',
    'sales-forecast',
    'marketing-content',
    'segmentation',
    'recommendation',
    'customer-service',
    'conversation',
    'sentiment',
    'transcription',
    'enrichment',
    'data-quality',
    'routing',
    'fraud-detection',
    'spam-filter',
    'translation',
    'internal-assistance',
  ),
};
