import { describe, expect, it } from '@jest/globals';
import { citation } from '../../src/exports/citation.ts';
import { loadMessages } from '../../src/knowledge/load-messages.ts';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';

describe('exports/citation', () => {
  it.each([
    ['Art. 4', 'art. 4', 'Art. 4', 'art. 4'],
    ['Art. 50(1)', 'art. 50, par. 1', 'Art. 50 Abs. 1', 'art. 50, apdo. 1'],
    ['Art. 5(1)(f)', 'art. 5, par. 1, point f)', 'Art. 5 Abs. 1 Buchst. f', 'art. 5, apdo. 1, letra f)'],
    ['Art. 5(1a)', 'art. 5, par. 1a', 'Art. 5 Abs. 1a', 'art. 5, apdo. 1a'],
    ['Art. 3(1)', 'art. 3, point 1', 'Art. 3 Nr. 1', 'art. 3, punto 1'],
    [
      'Art. 6(3) last subparagraph',
      'art. 6, par. 3, dernier alinéa',
      'Art. 6 Abs. 3, letzter Unterabs.',
      'art. 6, apdo. 3, último párrafo',
    ],
    ['GDPR Art. 8, 9', 'RGPD, art. 8, 9', 'Art. 8, 9 DSGVO', 'art. 8, 9 RGPD'],
    ['GDPR Art. 13-14', 'RGPD, art. 13-14', 'Art. 13-14 DSGVO', 'art. 13-14 RGPD'],
    ['Annex III', 'annexe III', 'Anhang III', 'anexo III'],
    ['Annex III 3', 'annexe III, point 3', 'Anhang III Nr. 3', 'anexo III, punto 3'],
    ['Annex III 4(a)', 'annexe III, point 4 a)', 'Anhang III Nr. 4 Buchst. a', 'anexo III, punto 4, letra a)'],
    ['Recital 12', 'considérant 12', 'Erwägungsgrund 12', 'considerando 12'],
    ['C(2026) 5054 point 31', 'C(2026) 5054, point 31', 'C(2026) 5054 Nr. 31', 'C(2026) 5054, punto 31'],
    ['C(2025) 5053', 'C(2025) 5053', 'C(2025) 5053', 'C(2025) 5053'],
  ])('writes %s as its readers do', (text, fr, de, es) => {
    expect((['en', 'fr', 'de', 'es'] as const).map((language) => citation(text, loadMessages(language)))).toEqual([
      text,
      fr,
      de,
      es,
    ]);
  });

  it('knows the form of everything that a rule cites', () => {
    const cited = new Set(euAiAct.flatMap(({ citations }) => citations));
    const german = loadMessages('de');
    const asItIs = [...cited].filter((one) => citation(one, german) === one);
    expect(asItIs.filter((one) => !/^Art\. \d+$|^C\(\d{4}\) \d+$/.test(one))).toEqual([]);
  });
});
