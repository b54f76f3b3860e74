import { all, is } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

export const faceScraping: Rule = {
  id: 'face-scraping',
  finding: 'prohibited',
  citations: ['Art. 5(1)(e)'],
  obligations: ['aia-5-1-e'],
  when: is('facesScraped', true),
  signal: is('facesScraped', true),
  asks: all(
    is('purposes', 'enrichment', 'identification', 'biometric-categorisation'),
    is('inputModality', 'image', 'video'),
  ),
};
