import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { FLAGS, NOTICES, TIERS } from '../../src/model/assessment.ts';
import { BASES } from '../../src/model/fact.ts';
import { FACT_NAMES, FACTS } from '../../src/model/facts.ts';
import { LANGUAGES } from '../../src/model/message.ts';
import { filesIn, read, sourceFiles, twice } from './support/repository.ts';

const sentences = (language: string) =>
  filesIn(`knowledge/messages/${language}`, '.yaml').flatMap((path) =>
    Object.entries(load(read(path)) as Record<string, string>),
  );
const english = new Map(sentences('en'));
/** The duties are told in English by the law data themselves. */
const duties = loadLaw().obligations.map(({ id, duty }) => [`duty.${id}`, duty] as const);
/** And the questions about what no API shows by the catalogue. */
const asked = loadKnowledge().entries.flatMap(({ id, question }) =>
  question === undefined ? [] : [[`asked.${id}`, question] as const],
);
const wanted = new Map([...english, ...duties, ...asked]);
const others = LANGUAGES.filter((language) => language !== 'en');
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

describe('structure/messages', () => {
  it('has a folder for each language, and no other', () => {
    const folders = new Set(filesIn('knowledge/messages', '.yaml').map((path) => path.split('/')[2]));
    expect([...folders].toSorted()).toEqual([...LANGUAGES].toSorted());
  });

  it.each(LANGUAGES)('%s says nothing twice and leaves no sentence empty', (language) => {
    const own = sentences(language);
    expect(twice(own.map(([id]) => id))).toEqual([]);
    expect(own.filter(([, text]) => text.trim() === '').map(([id]) => id)).toEqual([]);
  });

  it.each(others)('%s has every sentence that English has, and no other', (language) => {
    const own = new Set(sentences(language).map(([id]) => id));
    expect([...wanted.keys()].filter((id) => !own.has(id))).toEqual([]);
    expect([...own].filter((id) => !wanted.has(id))).toEqual([]);
  });

  it.each(others)('%s fills the same places', (language) => {
    const other = sentences(language).filter(
      ([id, text]) => placeholders(text).join() !== placeholders(wanted.get(id) ?? '').join(),
    );
    expect(other.map(([id]) => id)).toEqual([]);
  });

  it.each(others)('%s names the same articles of the Act, by their numbers', (language) => {
    const numbers = (text: string) => new Set(text.replace(/\{\w+\}/g, '').match(/\b\d+\b/g) ?? []);
    const odd = sentences(language).filter(([id, text]) => {
      const [own, theirs] = [numbers(text), numbers(wanted.get(id) ?? '')];
      return [...theirs].some((number) => !own.has(number)) || [...own].some((number) => !theirs.has(number));
    });
    expect(odd.map(([id]) => id)).toEqual([]);
  });

  it('has a name, a question and a reason for every fact, and a name for every value', () => {
    const ids = FACT_NAMES.flatMap((name) => {
      const spec = FACTS[name];
      const values: readonly string[] = spec.type === 'boolean' ? [] : (spec.values ?? []);
      return [`fact.${name}`, `question.${name}`, `why.${name}`, ...values.map((value) => `value.${name}.${value}`)];
    });
    expect(ids.filter((id) => !english.has(id))).toEqual([]);
    const known = [...english.keys()].filter((id) => /^(fact|question|why|value)\./.test(id));
    expect(known.filter((id) => !ids.includes(id) && !['value.yes', 'value.no'].includes(id))).toEqual([]);
  });

  it('has a name for every tier, flag, state of a notice, basis and addressee', () => {
    const ids = [
      ...TIERS.map((tier) => `tier.${tier}`),
      ...FLAGS.map((flag) => `flag.${flag}`),
      ...NOTICES.map((notice) => `notice.${notice}`),
      ...[...BASES, 'hint'].map((basis) => `path.${basis}`),
      ...['deployer', 'provider', 'both'].map((who) => `binds.${who}`),
    ];
    expect(ids.filter((id) => !english.has(id))).toEqual([]);
  });

  it('has the words that the code asks for by name', () => {
    const named = sourceFiles().flatMap((path) =>
      [...read(path).matchAll(/'((?:explain|reassess|path|rules)\.[a-z-]+)'/g)].map(([, id]) => id ?? ''),
    );
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((id) => !english.has(id))).toEqual([]);
  });
});
