import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { percentEncoded } from '../../../src/exports/sugarcrm/percent.ts';

describe('exports/sugarcrm/percent', () => {
  it.each([
    ['Lead score 2 (a/b): x, y; z.', 'Lead score 2 (a/b): x, y; z.'],
    ['"<b>&\\\'', '%22%3Cb%3E%26%5C%27'],
    ["!*~'", '%21%2A%7E%27'],
    ['100 %', '100 %25'],
    ['é候🙂', '%C3%A9%E5%80%99%F0%9F%99%82'],
    ['a\n\u0000b', 'a%0A%00b'],
    ['\ud800x', '%EF%BF%BDx'],
    ['&quot;', '%26quot;'],
  ])('writes %j as %s', (text, encoded) => {
    expect(percentEncoded(text)).toBe(encoded);
  });

  it('comes back as it was, and holds nothing that Sugar takes out of a setting', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = percentEncoded(text);
        expect(decodeURIComponent(encoded)).toBe(text.toWellFormed());
        expect(encoded).toMatch(/^[A-Za-z0-9 .,:;/()_%-]*$/);
      }),
    );
  });
});
