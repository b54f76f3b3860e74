import { describe, expect, it } from '@jest/globals';
import type { Disclosure } from '../../src/model/knowledge.ts';
import { noticeFact } from '../../src/normalise/notice.ts';

const clear: Disclosure = { says: true, words: 'an AI' };
const vague: Disclosure = { says: 'perhaps', words: 'virtual assistant' };
const silent: Disclosure = { says: false };
const at = { said: (words: string) => `text: “${words}”`, silent: '2 texts' };

describe('normalise/notice', () => {
  it.each([
    ['one that says so among silent ones', [silent, clear], { known: true, value: true, at: 'text: “an AI”' }],
    ['plain words beside vague ones', [vague, clear], { known: true, value: true, at: 'text: “an AI”' }],
    [
      'vague words alone',
      [silent, vague, undefined],
      { known: false, reason: 'hinted', hint: { value: true, at: '2 texts', words: 'virtual assistant' } },
    ],
    ['a text that cannot be read', [silent, undefined], { known: false, reason: 'not-catalogued' }],
    ['silence', [silent], { known: true, value: false, at: '2 texts' }],
    ['no text at all', [], { known: true, value: false, at: '2 texts' }],
  ])('%s', (_what, answers, fact) => {
    expect(noticeFact(answers, at)).toMatchObject(fact);
  });
});
