import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { changesOf } from '../../src/scan/changes.ts';
import { featureEntered } from '../../src/scan/entered.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { tenantTables } from '../../src/store/tables.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';
import { buildAssessment, finish, interrupt } from './support/build.ts';
import { WALLS } from './support/walls.ts';

const AT = '2026-11-27T00:00:00.000Z';
const KEY = 'hubspot:workflow:a';
const ALL = { sort: 'key', descending: false, page: 1, size: 10 } as const;
const STAMPS = { rules: '2', law: '2', catalogue: '2', mappings: '2' };
const anew = {
  judge: () => ({ answers: {}, assessment: buildAssessment({ tier: 'prohibited', rules: { r: 'flagged' } }) }),
  stamps: STAMPS,
  describe: changesOf,
} as const;

const entering = {
  ...anew,
  enter: (one: Parameters<typeof featureEntered>[1]) => featureEntered('hubspot', one, undefined),
};
const entry = (name: string) => ({ name, kind: 'other', system: { vendor: 'v', name: 'n' }, facts: {} }) as const;
/** Ids of what was entered, by account. */
const entered: Record<string, string> = {};

async function decide({ decisions, features }: TenantStore, reason: string): Promise<void> {
  await decisions.add({ kind: 'accept', reason, by: ADA }, (await features.get(KEY))!);
}

describe.each(databases)('src/store isolation on %s', (_, start) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await start();
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  describe.each(WALLS)('of connections, scans, changes and acts %s', (_wall, storeOf) => {
    let mine: TenantStore;
    let theirs: TenantStore;

    /** The same ids and names with both. */
    beforeEach(async () => {
      const tenants = await Promise.all(['1', '2'].map((account) => database.store.upsertTenant('hubspot', account)));
      [mine, theirs] = tenants.map((tenant) => storeOf(database, tenant)) as [TenantStore, TenantStore];
      for (const own of [mine, theirs]) {
        const { account } = own.tenant;
        await finish(own, { features: { a: {}, [`only-${account}`]: {} } });
        await own.connections.save({ auth: 'token', credentials: { of: account } }, ADA);
        await own.accessTokens.claim();
        await own.accessTokens.put({ accessToken: `token of ${account}`, expiresInMs: 3_600_000 });
        await own.declarations.add({ key: KEY, fact: 'vendorPurpose', value: `of ${account}`, by: ADA });
        await decide(own, `of ${account}`);
        entered[account] = await own.declared.add(entry(`of ${account}`), { by: ADA }, entering);
        await own.audit.append({ actor: ADA, action: 'a.b', target: account });
        await own.requests.addForTick(`2026-11-27T0${account}:00`, { id: 'same-id', by: ADA.id, at: AT });
        await own.leases.claim('same-id', AT);
      }
    });

    async function rowsOf(tenant: string): Promise<Record<string, string[]>> {
      const found: Record<string, string[]> = {};
      for (const table of await tenantTables(database.db)) {
        const { rows } = await sql<{ row: string }>`
          select row_to_json(t)::text as row from ${sql.table(table)} as t where tenant_id = ${tenant} order by 1`.execute(
          database.db,
        );
        found[table] = rows.map(({ row }) => row);
      }
      return found;
    }

    it.each<[string, (own: TenantStore) => Promise<unknown>]>([
      ['connecting again', ({ connections }) => connections.save({ auth: 'oauth', credentials: {} }, ADA)],
      ['rescheduling', ({ connections }) => connections.reschedule({ schedule: null, timeZone: 'Europe/Rome' }, ADA)],
      ['renewing credentials', ({ connections }) => connections.renew({ of: 'new' })],
      ['breaking a connection off', ({ connections }) => connections.breakOff('x', ADA)],
      ['removing a connection', ({ connections }) => connections.remove(ADA)],
      ['putting an access token', ({ accessTokens }) => accessTokens.put({ accessToken: 'x', expiresInMs: 1 })],
      ['letting an access token go', ({ accessTokens }) => accessTokens.release()],
      ['forgetting an access token', ({ accessTokens }) => accessTokens.forget()],
      ['declaring', ({ declarations }) => declarations.add({ key: KEY, fact: 'inUse', value: false, by: ADA })],
      ['deciding', (own) => decide(own, 'close')],
      ['entering a feature', ({ declared }) => declared.add(entry('x'), { by: ADA }, entering)],
      ['changing one', ({ declared }) => declared.change(entered['1']!, () => entry('x'), { by: ADA }, entering)],
      ['withdrawing one', ({ declared }) => declared.withdraw(entered['1']!, { by: ADA }, entering)],
      ['judging again', ({ features }) => features.judgeAgain(anew)],
      ['noting an act', ({ audit }) => audit.append({ actor: ADA, action: 'c.d' })],
      ['renewing a lease', ({ leases }) => leases.renew('same-id')],
      ['releasing a scan', ({ leases }) => leases.release('same-id')],
      ['postponing a scan', ({ leases }) => leases.postpone('same-id', 1_000, { code: 'X', message: 'x', help: 'x' })],
      ['giving a scan up', ({ leases }) => leases.giveUp('same-id', 'failed', AT)],
      ['cancelling a scan', ({ leases }) => leases.cancel('same-id', AT)],
      ['asking for a scan that nobody runs', (own) => interrupt(own).then(() => own.leases.begin('resync', 'x', AT))],
      ['serving another tick', ({ requests }) => requests.addForTick('2026-11-27T09:00', { id: 'x', by: 'x', at: AT })],
    ])('%s changes no row of another tenant', async (_case, act) => {
      const before = await rowsOf('hubspot-2');
      const own = await rowsOf('hubspot-1');

      await act(mine);

      expect(await rowsOf('hubspot-2')).toEqual(before);
      expect(await rowsOf('hubspot-1')).not.toEqual(own);
    });

    it('shows a tenant its own rows only', async () => {
      await finish(theirs, { features: { a: { tier: 'high' } } });

      expect(await mine.connections.credentials()).toEqual({ of: '1' });
      expect((await mine.connections.read())?.auth).toBe('token');
      expect((await mine.accessTokens.read())?.accessToken).toBe('token of 1');
      expect((await mine.audit.entries()).filter(({ action }) => action === 'a.b').map(({ target }) => target)).toEqual(
        ['1'],
      );
      expect((await mine.declarations.of(KEY)).map(({ value }) => value)).toEqual(['of 1']);
      expect((await mine.decisions.of(KEY)).map(({ reason }) => reason)).toEqual(['of 1']);
      expect((await mine.features.list(ALL)).total).toBe(3);
      expect((await mine.declared.list()).map(({ said }) => said.name)).toEqual(['of 1']);
      expect(await mine.declared.history(entered['2']!)).toEqual([]);
      expect(await mine.declared.withdraw(entered['2']!, { by: ADA }, entering)).toBe(false);
      expect(await mine.features.get('hubspot:workflow:only-2')).toBeUndefined();
      expect((await mine.scans.list()).map(({ id }) => id)).toHaveLength(2);
      const changes = await mine.changes.list();
      expect(changes.map(({ key }) => key).toSorted()).toEqual([
        `hubspot:declared:${entered['1']}`,
        'hubspot:workflow:a',
        'hubspot:workflow:only-1',
      ]);
    });
  });
});
