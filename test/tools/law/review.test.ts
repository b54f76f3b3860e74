import { describe, expect, it } from '@jest/globals';
import { loadLaw } from '../../../src/knowledge/load-law.ts';
import type { Law } from '../../../src/model/law.ts';
import { misquoted, reviewOf } from '../../../tools/law/review.ts';

const law = loadLaw();
const on = (today: string, data: Law = law) => reviewOf(data, today).map(({ what, why }) => `${what}: ${why}`);

describe('tools/law/review', () => {
  it('names readings of ours, open questions and what is watched', () => {
    const looks = on('2026-11-24');
    expect(looks).toContain('aia-86 (Art. 86): status our-reading');
    expect(looks).toContain('aia-6-4 (Art. 6(4)): status draft-guideline');
    expect(looks.some((line) => line.startsWith('aia-5-1-f (Art. 5(1)(f)): open: '))).toBe(true);
    expect(looks.some((line) => line.startsWith('guidelines on high-risk classification'))).toBe(true);
  });

  it('names a date while it comes near, and no longer once it is there', () => {
    expect(on('2026-11-24')).toContain('content-marking-older-systems: applies in 8 days, on 2026-12-02');
    expect(on('2026-12-02').join('\n')).not.toContain('content-marking-older-systems');
    expect(on('2027-10-01').join('\n')).toContain('explanation: applies in 62 days, on 2027-12-02');
  });

  it('asks to read again what was read long ago', () => {
    expect(on('2026-11-24').join('\n')).not.toMatch(/days ago/);
    expect(on('2027-06-01')).toContain('aia-26-2: read 190 days ago, on 2026-11-23');
  });

  it('finds a quote that the text does not hold', () => {
    const text = law.obligations.map(({ quote = '' }) => quote).join('\n');
    expect(misquoted(law, text)).toEqual([]);
    expect(misquoted(law, text.replace('of at least six months', 'of six months')).map(({ what }) => what)).toEqual([
      'aia-26-6 (Art. 26(6))',
    ]);
  });
});
