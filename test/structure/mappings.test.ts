import { describe, expect, it } from '@jest/globals';
import { FACT_NAMES } from '../../src/model/facts.ts';
import { filesIn, isKebab, read, sourceFiles, testedIn } from './support/repository.ts';
import { connectors, knowledge, mappings } from './support/registered.ts';

const registered = new Set(connectors.map(({ id }) => id));
/** Their lists of mappings are read as a whole by the registry. */
const LIST = /^mappings\/[^/]+\/index\.ts$/;
const functions = filesIn('mappings').filter((path) => registered.has(path.split('/')[1] ?? '') && !LIST.test(path));
const PHRASES = filesIn('knowledge/phrases', '.yaml').map((path) => path.replace(/^.*\/|\.yaml$/g, ''));

describe('structure/mappings', () => {
  it('raises versions as whole numbers', () => {
    expect(mappings.filter(({ version }) => !Number.isInteger(version) || version < 1)).toEqual([]);
  });

  it.each(mappings.map(({ from, examine }) => ({ ...from, examine })))(
    '$crm/$kind goes by the name of its kind and names known facts',
    ({ kind, examine }) => {
      expect(isKebab(kind)).toBe(true);
      const facts = Object.keys(examine?.facts ?? {});
      expect(facts.filter((name) => !FACT_NAMES.some((known) => known === name))).toEqual([]);
    },
  );

  it.each(mappings.filter(({ examine }) => examine).map(({ from }) => from))(
    '$crm/$kind has a file of its own name',
    ({ crm, kind }) => {
      expect(functions.map((path) => path.replace(/\/index\.ts$/, '.ts'))).toContain(`mappings/${crm}/${kind}.ts`);
    },
  );

  it.each(functions)('%s has a test that imports it', (path) => {
    expect([...testedIn('test/mappings')]).toContain(path);
  });

  it('names no phrase list that does not exist, and keeps none that nobody names', () => {
    const sources = sourceFiles().filter((path) => !path.startsWith('src/knowledge/'));
    const named = sources.flatMap((path) =>
      [...read(path).matchAll(/\bphrases\('([^']+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(named.filter((list) => !PHRASES.includes(list))).toEqual([]);
    expect(PHRASES.flatMap((list) => knowledge.phrases(list, ''))).toEqual([]);
    const everywhere = sourceFiles().map(read).join('\n');
    expect(PHRASES.filter((list) => !everywhere.includes(`'${list}'`))).toEqual([]);
  });
});
