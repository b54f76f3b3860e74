import { describe, expect, it } from '@jest/globals';
import { shown } from '#plugins/hubspot/src/app/shared/text.ts';

describe('hubspot/shared/text', () => {
  it.each([
    ['a plain name', 'Predictive score', 'Predictive score'],
    ['markup stays text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['line breaks and tabs', 'two\r\n\tlines ', 'two lines'],
    ['turned direction', 'score\u202Egnp.exe', 'score gnp.exe'],
    ['hidden joiners alone', '\u200B\u2066\u0000', ''],
    ['other alphabets', '予測スコア · Оценка · نتيجة', '予測スコア · Оценка · نتيجة'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('cuts by letters, never through one, and says that it cut', () => {
    expect(shown('🙂🙂🙂🙂', 3)).toBe('🙂🙂…');
    expect(shown('🙂🙂🙂', 3)).toBe('🙂🙂🙂');
  });

  it('cuts what is empty after tidying, and a name of 64 kB', () => {
    expect(shown(' '.repeat(2_000), 100)).toBe('…');
    expect(shown('x'.repeat(65_536))).toHaveLength(120);
  });
});
