import { describe, expect, it } from '@jest/globals';
import { readable, remembering } from '../../src/assess/readable.ts';
import { known, unknown } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';

const NAMES = ['purposes', 'subjectKind'] as const;
const disputed = (value: 'natural-person' | 'none', at = 'fields') =>
  ({
    known: true,
    value: 'company',
    basis: 'declared',
    at: 'form',
    conflict: { value, basis: 'observed', at },
  }) as const;
const hinted = (value: 'company' | 'none', words: string) => unknown('hinted', { value, at: 'name', words });

describe('assess/readable', () => {
  it('tells apart what rules can tell apart', () => {
    const different: Facts[] = [
      {},
      { subjectKind: unknown('not-returned') },
      { subjectKind: unknown('access-denied') },
      { subjectKind: hinted('company', 'Firma') },
      { subjectKind: hinted('none', 'Firma') },
      { subjectKind: known('company', 'declared', 'form') },
      { subjectKind: known('none', 'declared', 'form') },
      { subjectKind: disputed('natural-person') },
      { subjectKind: disputed('none') },
      { purposes: known(['sentiment'], 'observed', 'here') },
      { purposes: known(['sentiment', 'recruitment'], 'observed', 'here') },
    ];
    const texts = different.map((facts) => readable(NAMES, facts));
    expect(new Set(texts).size).toBe(different.length);
  });

  it.each<[string, Facts, Facts]>([
    [
      'where it was seen',
      { subjectKind: known('company', 'observed', 'a') },
      { subjectKind: known('company', 'linked', 'b') },
    ],
    ['where its dispute was seen', { subjectKind: disputed('none', 'a') }, { subjectKind: disputed('none', 'b') }],
    ['in which words it was said', { subjectKind: hinted('none', 'a') }, { subjectKind: hinted('none', 'b') }],
    ['what was not asked for', {}, { inUse: known(true, 'observed', 'here') }],
  ])('does not say %s', (_what, one, other) => {
    expect(readable(NAMES, one)).toBe(readable(NAMES, other));
  });
});

describe('assess/readable: remembering', () => {
  it('makes a thing once, and forgets before it has too many', () => {
    const remembered = remembering<string>(2);
    const made: string[] = [];
    const ask = (text: string) =>
      remembered(text, () => {
        made.push(text);
        return text.toUpperCase();
      });

    expect(['a', 'b', 'a', 'c', 'c', 'a'].map(ask)).toEqual(['A', 'B', 'A', 'C', 'C', 'A']);
    expect(made).toEqual(['a', 'b', 'c', 'a']);
  });
});
