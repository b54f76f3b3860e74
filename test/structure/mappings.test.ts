import { describe, expect, it } from '@jest/globals';
import { FACT_NAMES } from '../../src/model/facts.ts';
import { filesIn, isKebab, ownImportsOf, read, sourceFiles, testedIn } from './support/repository.ts';
import { connectors, knowledge, mappings } from './support/registered.ts';

const registered = new Set(connectors.map(({ id }) => id));
/** Their lists of mappings are read as a whole by the registry. */
const LIST = /^mappings\/[^/]+\/index\.ts$/;
const functions = filesIn('mappings').filter((path) => registered.has(path.split('/')[1] ?? '') && !LIST.test(path));
/** What tests import, what the mappings of the kinds they name stand on, and so on downwards; lists reach nothing. */
const reached = new Set<string>();
const KIND = /\bkind: '([a-z-]+)'/g;

for (const crm of registered) {
  const tests = filesIn(`test/mappings/${crm}`).map(read).join('\n');
  const own = functions.filter((path) => path.startsWith(`mappings/${crm}/`));
  const named = own.filter((path) => [...read(path).matchAll(KIND)].some(([, kind]) => tests.includes(`'${kind}'`)));
  const queue = [...own.filter((path) => testedIn(`test/mappings/${crm}`).has(path)), ...named];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (!reached.has(path)) {
      reached.add(path);
      queue.push(...ownImportsOf(path).filter((next) => own.includes(next)));
    }
  }
}

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

  it('exports each mapping from one file of its CRM', async () => {
    const homes = new Map<unknown, string[]>();
    for (const path of functions) {
      for (const value of Object.values((await import(`../../${path}`)) as Record<string, unknown>)) {
        homes.set(value, [...(homes.get(value) ?? []), path]);
      }
    }
    const lost = mappings.filter((mapping) => {
      const [home, ...others] = homes.get(mapping) ?? [];
      return !home?.startsWith(`mappings/${mapping.from.crm}/`) || others.length > 0;
    });
    expect(lost.map(({ from }) => `${from.crm} ${from.kind}`)).toEqual([]);
  });

  it.each(functions)('%s is tested, by itself or through a mapping whose kind is', (path) => {
    expect([...reached]).toContain(path);
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
