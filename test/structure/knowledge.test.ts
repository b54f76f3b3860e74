import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { loadMessages } from '../../src/knowledge/load-messages.ts';
import { FACT_NAMES } from '../../src/model/facts.ts';
import { filesIn, isKebab, read, sourceFiles, twice } from './support/repository.ts';
import { connectors, knowledge } from './support/registered.ts';

interface Sourced {
  id?: string;
  number?: number;
  source?: unknown;
  readOn?: unknown;
}
const entriesIn = (path: string) => load(read(path)) as Sourced[] | Sourced;
const law = loadLaw();

describe('structure/knowledge', () => {
  it.each(filesIn('knowledge/catalogue', '.yaml'))('%s gives source and date of every entry', (path) => {
    const entries = [entriesIn(path)].flat();
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(({ source, readOn }) => !source || !/^\d{4}-\d\d-\d\d$/.test(String(readOn)))).toEqual([]);
    const ids = entries.flatMap(({ id }) => id ?? []);
    expect(twice(ids)).toEqual([]);
  });

  it.each(['phrases', 'meaning'].flatMap((dir) => filesIn(`knowledge/${dir}`, '.yaml')))(
    '%s gives source and date, and is called in kebab-case',
    (path) => {
      const { source, readOn } = entriesIn(path) as Sourced;
      expect([Boolean(source), /^\d{4}-\d\d-\d\d$/.test(String(readOn))]).toEqual([true, true]);
      expect(isKebab(path.replace(/^.*\/|\.yaml$/g, ''))).toBe(true);
    },
  );

  it.each([
    ['hubspot', 75],
    ['sugarcrm', 40],
  ])('the catalogue of %s, once it is registered, has each of its %i numbered features once', (crm, count) => {
    const wanted = connectors.some(({ id }) => id === crm)
      ? Array.from({ length: count }, (_, index) => index + 1)
      : [];
    const found = wanted.length > 0 ? (entriesIn(`knowledge/catalogue/${crm}.yaml`) as Sourced[]) : [];
    expect(found.map(({ number }) => number).toSorted((a = 0, b = 0) => a - b)).toEqual(wanted);
  });

  it.each(connectors)('names in the catalogue only streams that $id has', ({ id: crm, streams: own }) => {
    const names = own.map(({ name }) => name);
    const lost = knowledge.entries
      .filter((entry) => entry.crm === crm)
      .flatMap(({ id, streams }) => streams.filter((name) => !names.includes(name)).map((name) => `${id}: ${name}`));
    expect(lost).toEqual([]);
  });

  it('asks a person about everything that no API shows', () => {
    const silent = knowledge.entries.filter(
      (entry) => entry.ai !== 'no' && entry.detectability === 'none' && !entry.question,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('gives source, date and either rules or a reason by hand for every obligation', () => {
    const rules = euAiAct.map(({ id }) => id);
    const loose = law.obligations.filter(
      ({ source, readOn, assessedBy, manual }) =>
        !source || !readOn || (assessedBy.length === 0 && !manual) || assessedBy.some((id) => !rules.includes(id)),
    );
    expect(loose.map(({ id }) => id)).toEqual([]);
    expect(twice(law.obligations.map(({ id }) => id))).toEqual([]);
    expect(law.obligations.filter(({ id }) => !isKebab(id)).map(({ id }) => id)).toEqual([]);
  });

  it('names each provision of the calendar once, with a date for each version', () => {
    const { provisions, versions } = law.calendar;
    expect(twice(provisions.map(({ key }) => key))).toEqual([]);
    const ids = versions.map(({ id }) => id).toSorted();
    expect(provisions.filter(({ dates }) => Object.keys(dates).toSorted().join() !== ids.join())).toEqual([]);
  });

  it('has a question for every fact', () => {
    const words = loadMessages('en');
    expect(FACT_NAMES.filter((name) => !words.has(`question.${name}`))).toEqual([]);
  });

  it('has words for every reason and every claim that the code names', () => {
    const words = loadMessages('en');
    const named = sourceFiles().flatMap((path) =>
      [...read(path).matchAll(/'((?:because|evidence)\.[a-z-]+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((id) => !words.has(id))).toEqual([]);
  });
});
