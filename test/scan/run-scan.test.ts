import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/kit/clock.ts';
import { AccessDenied, VendorUnavailable } from '../../src/kit/errors.ts';
import type { Assessment } from '../../src/model/assessment.ts';
import type { AiFeature } from '../../src/model/feature.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import type { AssetSource } from '../../src/normalise/normalised.ts';
import type { Page, Stream } from '../../src/pull/connector.ts';
import { featureEntered } from '../../src/scan/entered.ts';
import { runScan } from '../../src/scan/run-scan.ts';
import type { Store } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const assessment: Assessment = {
  tier: 'minimal',
  flags: [],
  notice: 'not-needed',
  dormant: false,
  obligations: [],
  because: [],
  missing: [],
};

async function makeInventory(source: AssetSource): Promise<Inventory> {
  const features: AiFeature[] = [];
  for await (const asset of source.assets('workflow')) {
    features.push({
      key: `hubspot:workflow:${asset.externalId}`,
      crm: 'hubspot',
      stream: asset.stream,
      kind: 'automation',
      name: String(asset.payload['name']),
      verdict: 'ai',
      asset: { kind: 'workflow', externalId: asset.externalId, name: 'x' },
      system: { id: 's', vendor: 'v', name: 'n' },
      facts: {},
      evidence: [],
      links: [],
    });
  }
  return {
    features,
    cleared: [],
    examined: { assets: features.length, ai: features.length, notAi: 0, undetermined: 0 },
    notVisible: [],
  };
}

const page = (ids: string[], cursor?: string): Page => ({
  assets: ids.map((id) => ({ kind: 'workflow', externalId: id, payload: { name: `flow ${id}` } })),
  ...(cursor !== undefined && { cursor }),
});

function streamOf(pull: Stream<null>['pull']): Stream<null> {
  return { name: 'workflows', kinds: ['workflow'], scopes: ['automation'], pull };
}

describe.each(databases)('src/scan/run-scan on %s', (_, start) => {
  let database: TestDatabase;
  let store: Store;
  let ids = 0;
  beforeAll(async () => {
    database = await start();
    store = database.store;
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const scan = async (stream: Stream<null>, more: Partial<Parameters<typeof runScan<null>>[0]> = {}) =>
    runScan({
      store: store.of(await store.upsertTenant('hubspot', '1')),
      client: null,
      streams: [stream],
      requests: () => 1,
      reasoning: {
        makeInventory,
        assess: () => assessment,
        enter: (crm, entered) => featureEntered(crm, entered, undefined),
        stamps: { rules: '1', law: '1', catalogue: '1', mappings: '1' },
      },
      clock: systemClock,
      newId: () => `scan-${(ids += 1)}`,
      ...more,
    });
  const complete = streamOf(async function* () {
    yield page(['1'], 'b');
    yield page(['2']);
  });
  const keys = ({ stored }: Awaited<ReturnType<typeof scan>>) => stored.entries.map((entry) => entry.feature.key);

  it('writes nothing but its own row when nothing has changed', async () => {
    const first = await scan(complete);
    const second = await scan(complete);

    expect(first.written).toBeGreaterThan(0);
    expect(second.written).toBe(0);
    expect(keys(second)).toEqual(keys(first));
  });

  it('says what is left at the pace of the limit, once the stream can tell', async () => {
    const told: (number | undefined)[] = [];
    const stream = streamOf(async function* () {
      yield { ...page(['1'], 'b'), left: 40 };
      yield page(['2']);
    });
    await scan(stream, { perSecond: () => 5, onProgress: ({ etaSeconds }) => told.push(etaSeconds) });
    expect(told).toEqual([undefined, 8, undefined, 0]);
  });

  it('tells a stream how much is to come, going by the last time, and by what was read before a crash', async () => {
    const told: (number | undefined)[] = [];
    const failing = streamOf(async function* ({ expected }) {
      told.push(expected);
      yield page(['1'], 'b');
      throw new Error('a crash');
    });
    const going = streamOf(async function* ({ expected, cursor }) {
      told.push(expected);
      yield page(cursor === undefined ? ['1', '2'] : ['2']);
    });
    await scan(going);
    await expect(scan(failing)).rejects.toThrow('a crash');
    await scan(going);
    expect(told).toEqual([undefined, 2, 1]);
  });

  it('retires what a stream that was read to its end no longer lists', async () => {
    await scan(complete);

    expect(
      keys(
        await scan(
          streamOf(async function* () {
            yield page(['2']);
          }),
        ),
      ),
    ).toEqual(['hubspot:workflow:2']);
  });

  it('retires nothing when the stream is denied, and marks what it showed as stale', async () => {
    await scan(complete);

    const denied = await scan(
      streamOf(async function* () {
        yield* [];
        throw new AccessDenied('flows', ['automation']);
      }),
    );

    expect(denied.stored.coverage).toMatchObject([{ status: 'denied', grant: 'automation' }]);
    expect(denied.stored.entries.map((entry) => entry.staleSince !== undefined)).toEqual([true, true]);
  });

  it('says partial, and why, when items were refused or could not be read', async () => {
    const { stored } = await scan(
      streamOf(async function* () {
        yield {
          ...page(['1']),
          quarantined: [{ item: '9', reason: 'no actions' }],
          refused: [{ what: 'flow 8', grant: 'x.read', reason: 'no' }],
        };
      }),
    );

    expect(stored.coverage).toMatchObject([
      { status: 'partial', grant: 'x.read', reason: expect.stringContaining('9 (no actions)') },
    ]);
  });

  it('goes on at the page that was kept when the process died, and ends as an undisturbed scan', async () => {
    const cursors: unknown[] = [];
    const dying = streamOf(async function* ({ cursor }) {
      cursors.push(cursor);
      if (cursor === undefined) {
        yield page(['1'], 'b');
        throw new Error('the power went');
      }
      yield page(['2']);
    });
    await expect(scan(dying)).rejects.toThrow('the power went');

    expect(keys(await scan(dying))).toEqual(['hubspot:workflow:1', 'hubspot:workflow:2']);
    expect(cursors).toEqual([undefined, 'b']);
  });

  it('tells a failed stream from an empty one', async () => {
    const { stored } = await scan(
      streamOf(async function* () {
        yield* [];
        throw new VendorUnavailable('down', 503);
      }),
    );

    expect(stored.coverage).toMatchObject([{ status: 'failed', reason: expect.stringContaining('down') }]);
  });
});
