import { describe, expect, it } from '@jest/globals';
import { meaningReader } from '../../../src/knowledge/meaning/meanings.ts';
import { plain } from '../../../src/knowledge/meaning/plain.ts';
import { Reading, WordsFile } from '../../../src/knowledge/meaning/schema.ts';

const words = WordsFile.parse({
  source: 'test',
  readOn: '2026-11-27',
  words: {
    judge: { en: ['rates', 'scor(es|ed)'], de: ['bewert*', '~rate'] },
    worker: { en: ['rep(s)'], de: ['*verkäufer*'] },
    lead: { en: ['lead(s)'] },
    excluded: { en: ['not used for'] },
    'excluded-before': { en: ['is not considered'] },
    negated: { en: ['not', 'without'] },
    contrast: { en: ['but'] },
    'no-review': { en: ['without review'] },
  },
  except: { worker: { en: ['rep office'] } },
});

/** What one reading finds in a text, with how it is meant. */
function reading(parts: object) {
  const read = meaningReader([words], [Reading.parse({ says: ['output:score'], ...parts })]);
  return (text: string) => read(text).map((found) => `${found.polarity}: ${found.words}`);
}

const rated = { of: ['judge', 'worker'] };

describe('knowledge/meaning', () => {
  it.each([
    ['in one sentence', rated, 'It rates all our reps.', ['stated: rates all our reps']],
    ['in either order', rated, 'Reps are scored.', ['stated: Reps are scored']],
    ['across languages', rated, 'Bewertet die Reps.', ['stated: Bewertet die Reps']],
    ['in one compound', rated, 'Verkäuferbewertungen', []],
    ['not in two sentences', rated, 'It rates. Our reps sell.', []],
    ['after a semicolon', rated, 'It rates; reps wait.', ['stated: rates; reps']],
    ['after an abbreviation', rated, 'It rates, e.g. reps.', ['stated: rates, e.g. reps']],
    ['in the whole text', { ...rated, scope: 'text' }, 'It rates. Our reps sell.', ['stated: rates … reps']],
    ['in the given order', { ...rated, order: 'given' }, 'Reps are scored.', []],
    ['near enough', { ...rated, gap: 1 }, 'It rates all our reps.', []],
    ['past nothing', { ...rated, past: ['lead'] }, 'It rates leads for reps.', []],
    ['without something', { ...rated, without: ['lead'] }, 'It rates reps by leads.', []],
    ['unless it is said anywhere', { ...rated, unless: ['lead'] }, 'A lead came. It rates reps.', []],
    ['but not what only looks so', rated, 'It rates the rep office.', []],
    ['either of two', { of: ['worker|lead'] }, 'Leads', ['stated: Leads']],
  ])('finds concepts %s', (_how, parts, text, found) => {
    expect(reading(parts)(text)).toEqual(found);
  });

  it.each([
    ['It is not used for anything that rates reps.', 'excluded'],
    ['What rates reps is not considered.', 'excluded'],
    ['It does not rate, rates or mark reps.', 'stated'],
    ['Without rates of reps.', 'negated'],
    ['Without leads, it rates reps.', 'stated'],
    ['It is not used for leads but rates reps.', 'stated'],
  ])('reads denial: %s', (text, polarity) => {
    expect(reading(rated)(text).map((found) => found.split(':')[0])).toEqual([polarity]);
  });

  it('takes a phrase that holds its own denial as stated', () => {
    expect(reading({ of: ['no-review'] })('Sent without review.')).toEqual(['stated: without review']);
  });

  it('counts a bound term only in its language', () => {
    const rate = reading({ of: ['judge'] });
    expect(rate('Die Rate ist zu hoch und wird gesenkt.')).toHaveLength(1);
    expect(rate('The rate is what we have to pay for it.')).toEqual([]);
  });

  it('makes concepts for readings further down', () => {
    const read = meaningReader(
      [words],
      [
        Reading.parse({ ...rated, makes: 'judged' }),
        Reading.parse({ of: ['lead'], unless: ['judged'], says: ['output:rank'] }),
      ],
    );
    expect(read('Leads.')).toHaveLength(1);
    expect(read('Leads. It rates reps.')).toEqual([]);
  });

  it('refuses a reading of a concept that it does not know', () => {
    expect(() => meaningReader([words], [Reading.parse({ of: ['ghost'] })])).toThrow('unknown concept “ghost”');
  });

  it.each([
    ['one sentence of many words', 'rates leads '.repeat(100_000)],
    ['many sentences', 'Rates. Reps. '.repeat(80_000)],
    ['one word', 'a'.repeat(1_000_000)],
  ])('ends in a text of %s', (_what, text) => {
    expect(reading(rated)(text)).toEqual([]);
  });

  it.each([
    ['Bewerber:innen', 'Bewerberinnen'],
    ['Mitarbeiter/-innen', 'Mitarbeiterinnen'],
    ['candidat·e·s', 'candidates'],
    ['salarié(e)s', 'salariées'],
    ['emplead@s', 'empleados'],
    ['alumnos/as', 'alumnos'],
    ['l’e-mail', 'l’e-mail'],
    ['Vendor: reps', 'Vendor: reps'],
  ])('makes one word of %s', (form, word) => {
    const read = plain(form);
    expect([read.replaceAll('\u00AD', '').trim(), read.length]).toEqual([word, form.length]);
  });
});
