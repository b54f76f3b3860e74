import { describe, expect, it } from '@jest/globals';
import { presentDrift } from '../../src/exports/present-drift.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import type { ChangeDetail, ChangeKind } from '../../src/model/change.ts';
import { LANGUAGES } from '../../src/model/message.ts';
import { makeWords } from '../../src/words.ts';

const high = { tier: 'high' as const, flags: ['high-risk-review' as const], notice: 'absent' as const, assessment: 2 };
const minimal = { tier: 'minimal' as const, flags: ['transparency-notice' as const], notice: 'present' as const };
const verdict: ChangeDetail = {
  before: minimal,
  after: high,
  says: [{ rule: 'employment-scoring', text: { id: 'x' }, citations: [] }],
  silent: ['chat'],
};

const textOf = (what: ChangeKind, detail: ChangeDetail, language: (typeof LANGUAGES)[number] = 'en') => {
  const change = { id: 7, scan: 's', at: '2026-11-27', key: 'k', name: 'n', what, detail };
  return presentDrift(change, makeWords(loadLaw(), [], language)).text;
};

describe('src/exports/present-drift', () => {
  it.each<[string, ChangeKind, ChangeDetail, string[]]>([
    ['new', 'new', { after: high }, ['New: high-risk.', 'Now: review as high-risk']],
    ['gone', 'gone', { before: minimal }, ['It is gone; it was: minimal risk.']],
    [
      'cleared',
      'gone',
      { before: minimal, cleared: true },
      ['It was looked at again and is no AI any more; it was: minimal risk.'],
    ],
    [
      'facts',
      'facts',
      {
        facts: [
          { fact: 'enabled', before: true, after: false },
          { fact: 'effect', before: null, after: ['price'] },
        ],
      },
      ['switched on: yes → no', expect.stringMatching(/: not known → the price$/) as unknown as string],
    ],
    [
      'verdict',
      'verdict',
      verdict,
      [
        'Tier: minimal risk → high-risk',
        'Now: review as high-risk',
        'No longer: people must be told',
        'Now: the notice is missing',
        'employment-scoring now says: x',
        'chat no longer holds.',
      ],
    ],
  ])('tells what is %s', (_case, what, detail, text) => {
    expect(textOf(what, detail)).toEqual(text);
  });

  it('says it in each language in other words', () => {
    const told = LANGUAGES.map((language) => textOf('verdict', verdict, language)[0]);

    expect(new Set(told).size).toBe(LANGUAGES.length);
  });

  it('gives programs what moved', () => {
    const change = {
      id: 7,
      scan: 's',
      at: '2026-11-27',
      key: 'k',
      name: 'n',
      what: 'verdict' as const,
      detail: verdict,
    };

    expect(presentDrift(change, makeWords(loadLaw(), []))).toMatchObject({
      id: 7,
      before: minimal,
      after: high,
      facts: [],
    });
  });
});
