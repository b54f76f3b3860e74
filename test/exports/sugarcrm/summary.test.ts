import { describe, expect, it } from '@jest/globals';
import {
  farewell,
  makeSummary,
  MOST_BYTES,
  sizeOf,
  type SummarySource,
} from '../../../src/exports/sugarcrm/summary.ts';
import { known } from '../../../src/model/fact.ts';
import type { InventoryEntry } from '../../../src/model/inventory.ts';
import { entryOf } from './support/entry.ts';

const AT = '2026-11-27T10:00:00.000Z';

const sourceOf = (entries: InventoryEntry[] = [entryOf()], parts: Partial<SummarySource> = {}): SummarySource => ({
  lookedAt: AT,
  coverage: [{ stream: 'ai-fields', status: 'complete', assets: 3 }],
  examined: { assets: 3, ai: 1, notAi: 2, undetermined: 0 },
  entries,
  total: entries.length,
  decisionOf: () => undefined,
  ...parts,
});
const telling = {
  tell: ({ feature }: InventoryEntry, language: string) => ({ does: `${feature.kind} does`, why: `why ${language}` }),
};
const summaryOf = (...source: Parameters<typeof sourceOf>) => makeSummary(sourceOf(...source), telling);

describe('exports/sugarcrm/summary', () => {
  it('tells what stands, each sentence once, in four languages', () => {
    const { digest, ...said } = summaryOf([entryOf(), entryOf()]);
    const feature = {
      name: 'Prediction',
      kind: 'score',
      tier: 'minimal',
      flags: [],
      notice: 'not-needed',
      modules: ['Leads'],
      field: 'ai_score',
    };
    expect(said).toEqual({
      version: 1,
      state: 'ready',
      at: AT,
      complete: true,
      examined: { assets: 3, ai: 1, notAi: 2, undetermined: 0 },
      unread: [],
      totals: { all: 2, unplaced: 0, Leads: 2 },
      features: [
        { ...feature, does: 0, why: 1 },
        { ...feature, does: 0, why: 1 },
      ],
      texts: [
        { en: 'score does', fr: 'score does', de: 'score does', es: 'score does' },
        { en: 'why en', fr: 'why fr', de: 'why de', es: 'why es' },
      ],
    });
    expect(digest).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['partial', 'admin user', { stream: 'chat', status: 'partial', grant: 'admin user' }],
    ['denied', undefined, { stream: 'chat', status: 'denied' }],
    ['failed', 'a “b”', { stream: 'chat', status: 'failed', grant: 'a %E2%80%9Cb%E2%80%9D' }],
  ] as const)('never tells a stream that was %s as nothing there', (status, grant, unread) => {
    const coverage = [{ stream: 'chat', status, assets: 0, ...(grant !== undefined && { grant }) }];
    expect(summaryOf([], { coverage })).toMatchObject({ complete: false, unread: [unread] });
  });

  it('takes what the edition lacks for read', () => {
    expect(summaryOf([], { coverage: [{ stream: 'chat', status: 'unavailable', assets: 0 }] })).toMatchObject({
      complete: true,
      unread: [],
    });
  });

  it.each([
    ['switched off', { feature: { facts: { enabled: known(false, 'observed', 'x') } } }, { off: true }],
    ['not in use', { feature: { facts: { inUse: known(false, 'observed', 'x') } } }, { off: true }],
    ['not seen again', { staleSince: AT }, { stale: true }],
    ['hostile', { feature: { name: '<img src=x onerror="1">' } }, { name: '%3Cimg src%3Dx onerror%3D%221%22%3E' }],
    ['named over lines', { feature: { name: ' a\n\tb ' } }, { name: 'a b' }],
    ['named very long', { feature: { name: 'x'.repeat(65_536) } }, { name: `${'x'.repeat(120)}%E2%80%A6` }],
    ['named in Chinese', { feature: { name: '候'.repeat(200) } }, { name: `${'%E5%80%99'.repeat(53)}%E2%80%A6` }],
  ])('tells of a feature that is %s', (_, parts, told) => {
    expect(summaryOf([entryOf(parts)]).features[0]).toMatchObject(told);
  });

  it('tells what a person decided', () => {
    const decisionOf = (key: string) => (key === entryOf().feature.key ? ('dispute' as const) : undefined);
    expect(summaryOf([entryOf()], { decisionOf }).features[0]).toMatchObject({ decision: 'dispute' });
  });

  it('counts what acts on records that nobody can name', () => {
    const entries = [entryOf(), entryOf({ asset: { kind: 'licence', objectType: '' } })];
    expect(summaryOf(entries).totals).toEqual({ all: 2, unplaced: 1, Leads: 1 });
  });

  it('never lets a module look empty that was not counted', () => {
    expect(summaryOf([entryOf()], { total: 7 }).totals).toEqual({ all: 7, unplaced: 6, Leads: 1 });
    const many = Array.from({ length: 201 }, (_, i) => entryOf({ asset: { objectType: `Module${i}` } }));
    const { totals } = summaryOf(many);
    expect([totals['Module199'], totals['Module200'], totals['unplaced']]).toEqual([1, undefined, 1]);
  });

  it.each([
    ['https://ai.example.com', 'https://ai.example.com'],
    ['http://ai.example.com', undefined],
    ['javascript:alert(1)', undefined],
    [undefined, undefined],
  ])('links %s as %s', (dashboard, told) => {
    const summary = makeSummary(sourceOf(), { ...telling, ...(dashboard !== undefined && { dashboard }) });
    expect(summary.dashboard).toBe(told);
  });

  it('is cut to what Sugar takes, from its end, and counts what it leaves out', () => {
    const named = (i: number) => entryOf({ feature: { name: `候補者${'x'.repeat(300)} ${i}` } });
    const entries = Array.from({ length: 2_000 }, (_, i) => named(i));
    const tell = ({ feature }: InventoryEntry) => ({ does: `“${feature.name}”`, why: 'é'.repeat(200) });
    const summary = makeSummary(sourceOf(entries), { tell });
    const shown = summary.features.length;
    expect(sizeOf(summary)).toBeLessThanOrEqual(MOST_BYTES);
    expect(shown).toBeGreaterThan(10);
    expect(summary.totals).toEqual({ all: 2_000, unplaced: 0, Leads: 2_000 });
    const one = makeSummary(sourceOf(entries.slice(0, shown + 1)), { tell });
    expect(one.features).toEqual(summary.features);
  });

  it('has one digest a day for what is the same, and another when anything is', () => {
    const { digest } = summaryOf();
    expect(summaryOf([entryOf()], { lookedAt: '2026-11-27T23:59:59Z' }).digest).toBe(digest);
    const others = [
      summaryOf([entryOf()], { lookedAt: '2026-11-28T00:00:00Z' }),
      summaryOf([entryOf({ feature: { name: 'Other' } })]),
      summaryOf([entryOf()], { decisionOf: () => 'accept' }),
      summaryOf([entryOf()], { total: 2 }),
      farewell(AT),
    ];
    expect(new Set([digest, ...others.map((other) => other.digest)]).size).toBe(6);
  });

  it('says nothing but that it ended when the connection did', () => {
    expect(farewell(AT)).toEqual({ version: 1, state: 'disconnected', at: AT, digest: expect.any(String) });
  });
});
