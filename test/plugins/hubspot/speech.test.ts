import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, recordKind, speechFor } from '#plugins/hubspot/src/app/shared/speech.ts';
import type { Words } from '#plugins/hubspot/src/app/shared/words/words.ts';

const words = LANGUAGES.map((language) => ({ language, words: speechFor({ language }).words }));

/** Every sentence of one language by its name, spoken with sample values. */
function sentences(all: Words): [string, string][] {
  return Object.entries(all).flatMap(([name, said]: [string, unknown]): [string, string][] => {
    if (typeof said === 'string') {
      return [[name, said]];
    }
    if (typeof said === 'object') {
      return Object.entries(said as Record<string, string>).map(([part, text]) => [`${name}.${part}`, text]);
    }
    const say = said as (...values: unknown[]) => string;
    if (name === 'examined') {
      return [[name, say({ assets: 7, ai: 1, notAi: 4, undetermined: 2 })]];
    }
    return [0, 1, 2].map((count) => [`${name} ${count}`, say(name === 'noneFor' ? 'contact' : count, 'contact')]);
  });
}

describe('hubspot/shared/speech', () => {
  it.each([
    [{ language: 'de' }, 'de'],
    [{ language: 'de-at' }, 'de'],
    [{ language: 'FR' }, 'fr'],
    [{ locale: 'es-mx' }, 'es'],
    [{ language: 'pt-br', locale: 'es' }, 'es'],
    [{ language: 'ja' }, 'en'],
    [{}, 'en'],
  ])('speaks to %j in %s', (person, language) => {
    expect(speechFor(person).language).toBe(language);
  });

  it.each([
    ['Europe/Berlin', '26 Nov 2026, 14:03'],
    ['America/New_York', '26 Nov 2026, 08:03'],
    ['Nowhere/At_All', '26 Nov 2026, 13:03 UTC'],
  ])('tells a moment in %s', (zone, told) => {
    expect(speechFor({}, zone).when('2026-11-26T13:03:00Z')).toBe(told);
  });

  it('tells what is no moment as such', () => {
    expect(speechFor({}).when('yesterday')).toBe('–');
  });

  it.each([
    ['0-1', 'contact'],
    ['0-2', 'company'],
    ['0-3', 'deal'],
    ['0-5', 'ticket'],
    ['2-44001', 'other'],
    ['toString', 'other'],
  ])('calls %s a %s', (id, kind) => {
    expect(recordKind(id)).toBe(kind);
  });

  it.each(words)('says everything in $language, with what it was given', ({ words: all }) => {
    for (const [name, sentence] of sentences(all)) {
      expect([name, sentence.trim()]).not.toEqual([name, '']);
      expect([name, sentence]).not.toEqual([name, expect.stringMatching(/undefined|NaN|\[object|\$\{/)]);
    }
  });

  it.each(words.filter(({ language }) => language !== 'en'))(
    'leaves nothing in English in $language',
    ({ words: all }) => {
      const english = new Map(sentences(speechFor({}).words));
      const same = sentences(all).filter(([name, sentence]) => english.get(name) === sentence);

      expect(same).toEqual([]);
    },
  );

  it.each(words)('uses no rule ids, no jargon and claims no certainty in $language', ({ words: all }) => {
    const text = sentences(all)
      .map(([, sentence]) => sentence)
      .join('\n');

    expect(text).not.toMatch(
      /\b(conversations\.read|hubspot:|tenant|endpoint|HTTP|signature|compliant|konform|conforme)\b/i,
    );
  });
});
