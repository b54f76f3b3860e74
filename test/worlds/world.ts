import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { load } from 'js-yaml';
import type { PresentedScan } from '../../src/exports/present-scan.ts';
import type { Crm } from '../../src/model/raw-asset.ts';

/** What a reviewer reads of a world's result: one line a feature, the gaps, and what was cleared. */
export function goldenOf(result: PresentedScan) {
  return {
    examined: result.examined,
    features: Object.fromEntries(
      result.features.map((feature) => [
        feature.key,
        [feature.tier, feature.dormant ? 'dormant' : '', feature.flags.join('+'), `notice ${feature.notice}`].filter(Boolean).join(', '),
      ]),
    ),
    gaps: Object.fromEntries(result.coverage.filter((report) => report.status !== 'complete').map((report) => [report.stream, [report.status, report.grant].filter(Boolean).join(': ')])),
    cleared: result.notAi.map((item) => `${item.key}: ${item.because}`),
  };
}
export type Golden = ReturnType<typeof goldenOf>;

export const goldenIn = (crm: Crm, world: string) => read(new URL(`${crm}/${world}.yaml`, import.meta.url)) as Golden;

export const sourceIn = <Source>(crm: Crm, world: string) => {
  return read(new URL(`../../simulator/${crm}/worlds/${world}.yaml`, import.meta.url)) as Source;
};

interface Planted {
  people?: { name?: string; email?: string }[];
  texts?: string[];
  secrets?: string[];
}

/** What a world holds only so that it can be searched for afterwards. */
export function plantedIn(crm: Crm, world: string): string[] {
  const { people = [], texts = [], secrets = [] } = sourceIn<{ planted?: Planted }>(crm, world).planted ?? {};
  return [...people.flatMap(({ name, email }) => [name ?? '', email ?? '']), ...texts, ...secrets].filter(Boolean);
}

/** What a person would have to look through: without when and by which scan. */
export const contentOf = <World extends string>(results: Record<World, PresentedScan>) =>
  Object.fromEntries(Object.entries<PresentedScan>(results).map(([world, result]) => [world, { ...result, scan: null }]));

export const keysIn = (result: PresentedScan) => [...result.features, ...result.notAi].map(({ key }) => key).sort();

type Ask = (sql: string) => Promise<string[]>;

/** Asks an embedded database itself, while no app has it open: the store has no way to say when a row was last written. */
export async function inClosedStore<T>(dataDir: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const pglite = new PGlite(join(dataDir, 'pglite'));
  try {
    return await work(async (sql) => (await pglite.query<{ answer: string }>(sql)).rows.map(({ answer }) => answer));
  } finally {
    await pglite.close();
  }
}

export async function momentIn(ask: Ask): Promise<string> {
  return (await ask('select txid_current()::text as answer')).join();
}

/** How many rows of results were written since that moment. */
export async function writtenSince(moment: string, ask: Ask): Promise<number> {
  const tables = ['assets', 'inventory', 'assessments', 'findings'];
  const counts = tables.map((table) => `(select count(*) from ${table} where xmin::text::bigint > ${moment})`);
  return Number(await ask(`select (${counts.join(' + ')})::text as answer`));
}

/** Every row of every table, as text. */
export async function everythingIn(ask: Ask): Promise<string> {
  const tables = await ask("select table_name as answer from information_schema.tables where table_schema = 'public'");
  const rows = await Promise.all(tables.map((table) => ask(`select t::text as answer from "${table}" t`)));
  return rows.flat().join('\n');
}

const read = (url: URL): unknown => load(readFileSync(url, 'utf8'));
