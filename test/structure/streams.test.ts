import { describe, expect, it } from '@jest/globals';
import { HUBSPOT_STREAMS } from '../../src/model/raw-asset.ts';
import { exists, filesIn, isKebab, read, testedIn, twice } from './support/repository.ts';
import { connectors, mappings, streams } from './support/registered.ts';

const moduleOf = ({ crm, name }: { crm: string; name: string }) =>
  [`connectors/${crm}/${name}.ts`, `connectors/${crm}/${name}/index.ts`].find(exists);

/** `crm.objects.contacts.read` is described once for all object types, as `crm.objects.X.read`. */
const asDescribed = (scope: string) => [scope, scope.replace(/^(\w+\.\w+)\.\w+\./, '$1.X.')];

/** Names that `coverage` shows to the outside: they are part of the public interface. */
const PUBLIC: Record<string, readonly string[]> = {
  hubspot: HUBSPOT_STREAMS,
  sugarcrm: [
    'server',
    'metadata',
    'ai-fields',
    'process-definitions',
    'business-rules',
    'web-logic-hooks',
    'smart-guides',
    'legacy-workflows',
    'schedulers',
    'dashboards',
    'packages',
    'chat',
    'messages',
    'forecasts',
    'enrichment',
    'csp',
  ],
};

describe('structure/streams', () => {
  it.each(connectors)('$id names each stream once, in kebab-case, after streams it has', ({ streams: own }) => {
    const names = own.map(({ name }) => name);
    expect(twice(names)).toEqual([]);
    expect(names.filter((name) => !isKebab(name))).toEqual([]);
    expect(own.flatMap(({ after = [] }) => after).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('pulls each kind in one stream only: only that one may retire it', () => {
    expect(twice(streams.flatMap(({ crm, kinds }) => kinds.map((kind) => `${crm} ${kind}`)))).toEqual([]);
  });

  it.each(connectors)('maps every kind that $id pulls, once, and pulls every kind that is mapped', (connector) => {
    const pulled = connector.streams.flatMap(({ kinds }) => kinds);
    const mapped = mappings.flatMap(({ from }) => (from.crm === connector.id ? [from.kind] : []));
    expect(mapped.toSorted()).toEqual(pulled.toSorted());
  });

  it.each(connectors)('$id has each stream that the public interface names', ({ id, streams: own }) => {
    expect(own.map(({ name }) => name).toSorted()).toEqual(PUBLIC[id]?.toSorted());
  });

  it('leaves a kind unexamined only on purpose', async () => {
    const unexamined = mappings.filter(({ examine }) => !examine);
    for (const mapping of unexamined) {
      const meant = Object.values(
        (await import(`../../mappings/${mapping.from.crm}/context-only.ts`)) as Record<string, unknown>,
      );
      expect([mapping.from.kind, meant.includes(mapping)]).toEqual([mapping.from.kind, true]);
    }
  });

  it.each(streams)('$crm/$name has a file of its name, and a test of it', (stream) => {
    const file = moduleOf(stream);
    expect(file).toBeDefined();
    expect([...testedIn(`test/connectors/${stream.crm}`)]).toContain(file);
  });

  it.each(streams)('$crm/$name is described in BEHAVIOR.md with its scope', ({ crm, name, scopes }) => {
    const behavior = read(`connectors/${crm}/BEHAVIOR.md`);
    const rows = behavior.split('\n').filter((line) => line.startsWith('|'));
    const row = rows.find((line) => namesOf(line.split('|')[1]).includes(name));
    expect(row).toBeDefined();
    for (const scope of scopes) {
      expect(asDescribed(scope).some((text) => row?.includes(`\`${text}\``))).toBe(true);
    }
    const headings = [...behavior.matchAll(/^#+ (.*)$/gm)].flatMap(([, title]) => namesOf(title));
    expect(headings).toContain(name);
  });

  it('describes no stream that is not there', () => {
    for (const { id, streams: own } of connectors) {
      const [, table = ''] = /^## Scopes\n([\s\S]*?)(?=^## )/m.exec(read(`connectors/${id}/BEHAVIOR.md`)) ?? [];
      const named = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) => namesOf(cell));
      const names = own.map(({ name }) => name);
      expect(named.filter((name) => name !== 'stream' && !names.includes(name))).toEqual([]);
    }
  });

  it('has no connector that the registry does not know', () => {
    const folders = new Set(filesIn('connectors').map((path) => path.split('/')[1]));
    expect(connectors.map(({ id }) => id).filter((id) => !folders.has(id))).toEqual([]);
  });
});

function namesOf(cell: string | undefined): string[] {
  return (cell ?? '').split(/,| and /).map((name) => name.trim());
}
