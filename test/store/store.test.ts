import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tenant } from '../../src/model/inventory.ts';
import type { Store, TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { drain, finish, interrupt } from './support/build.ts';
import { WALLS } from './support/walls.ts';

describe.each(databases)('src/store/store on %s', (_, start) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await start();
    store = database.store;
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  describe('tenants', () => {
    it('are named by CRM and account, and called by their account until somebody says otherwise', async () => {
      await store.upsertTenant('hubspot', '12345');
      await store.upsertTenant('sugarcrm', 'crm.example.com', 'Example');

      expect(await store.tenants()).toEqual([
        { id: 'hubspot-12345', crm: 'hubspot', account: '12345', name: '12345' },
        { id: 'sugarcrm-crm.example.com', crm: 'sugarcrm', account: 'crm.example.com', name: 'Example' },
      ]);
    });

    it.each([
      ['keeps the name that it has', undefined, 'Old'],
      ['takes a new name', 'New', 'New'],
    ])('connecting an account again %s', async (_case, name, kept) => {
      await store.upsertTenant('hubspot', '1', 'Old');

      expect(await store.upsertTenant('hubspot', '1', name)).toMatchObject({ id: 'hubspot-1', name: kept });
      expect(await store.tenants()).toMatchObject([{ name: kept }]);
    });

    it.each([
      [
        ['import-日本', 'import-中国', 'import---', 'import-'],
        ['a/b', 'a-b', 'a b', 'a_b', 'a\0b'],
        ['host:8080', 'host-8080'],
        [`${'x'.repeat(200)}1`, `${'x'.repeat(200)}2`],
      ],
    ])('are as many as their accounts, however these are spelt: %j', async (...accounts) => {
      const tenants = await Promise.all(accounts.flat().map((account) => store.upsertTenant('hubspot', account)));

      expect(new Set(tenants.map((tenant) => tenant.id)).size).toBe(accounts.flat().length);
      expect(tenants.map((tenant) => tenant.id).join('')).toMatch(/^[\w.-]+$/);
    });

    it('of two CRMs are two, also when the account is the same', async () => {
      await store.upsertTenant('hubspot', '1');
      await store.upsertTenant('sugarcrm', '1');

      expect(await store.tenants()).toHaveLength(2);
    });

    it('can be connected by several at once', async () => {
      await Promise.all(['a', 'b', 'c', 'd'].map((name) => store.upsertTenant('hubspot', '1', name)));

      expect(await store.tenants()).toHaveLength(1);
    });

    it('may have a name that no database takes as it is', async () => {
      await store.upsertTenant('hubspot', '1', `A\0\ud83d${'長'.repeat(65_536)}`);

      expect((await store.tenants())[0]?.name).toBe(`A\ufffd${'長'.repeat(65_536)}`);
    });
  });

  describe.each(WALLS)('tenant isolation %s', (_wall, storeOf) => {
    const of = (tenant: Tenant) => storeOf(database, tenant);
    const TABLES = ['scans', 'scan_pages', 'assets', 'inventory', 'assessments', 'findings'] as const;
    const page = { seen: [], quarantined: [], refused: [], done: false };
    const flow = (n: number) => ({ kind: 'workflow', externalId: '1', revision: `${n}`, payload: { n } });

    async function rowsOf(tenant: string) {
      const rows = TABLES.map((table) =>
        database.db.selectFrom(table).selectAll().where('tenant_id', '=', tenant).execute(),
      );
      return Object.fromEntries((await Promise.all(rows)).map((found, i) => [TABLES[i], found]));
    }

    /** Two tenants with the same ids and keys everywhere. */
    async function two(): Promise<[TenantStore, TenantStore]> {
      const tenants = await Promise.all(['1', '2'].map((account) => store.upsertTenant('hubspot', account)));
      const [mine, theirs] = tenants.map(of);
      for (const own of [mine!, theirs!]) {
        await finish(own, { features: { a: { rules: { r: 'flagged' } }, b: {} } });
        await own.leases.begin('resync', 'same-id', '2026-11-24');
        await own.scans.keepPage('same-id', 'workflows', [flow(1)], page);
      }
      return [mine!, theirs!];
    }

    it.each<[string, (own: TenantStore) => Promise<unknown>]>([
      ['keeping assets', (own) => own.assets.keep('workflows', [flow(2)])],
      ['retiring all assets', (own) => own.assets.retire(['workflow'], new Set())],
      ['keeping a page', (own) => own.scans.keepPage('same-id', 'workflows', [flow(2)], page)],
      ['forgetting pages', (own) => own.scans.forgetPages('same-id', 'workflows')],
      ['giving up a scan', (own) => own.leases.giveUp('same-id', 'failed', '2026-11-25')],
      ['ending a scan that retires all', (own) => finish(own, {})],
      ['ending a scan that changes all', (own) => finish(own, { features: { a: { tier: 'high' } }, cleared: ['b'] })],
      ['ending a scan that saw nothing', (own) => finish(own, { mayRetire: [], stale: ['workflows'] })],
    ])('%s changes no row of another tenant', async (_case, act) => {
      const [mine, theirs] = await two();
      const before = await rowsOf(theirs.tenant.id);
      const own = await rowsOf(mine.tenant.id);

      await act(mine);

      expect(await rowsOf(theirs.tenant.id)).toEqual(before);
      expect(await rowsOf(mine.tenant.id)).not.toEqual(own);
    });

    it('shows a tenant its own rows only', async () => {
      const [mine, theirs] = await two();
      const { id } = await mine.inventories.read().then((stored) => stored!.scan);
      await theirs.assets.keep('workflows', [flow(7), { kind: 'workflow', externalId: '2', payload: {} }]);
      await finish(theirs, { features: { a: { name: 'theirs', tier: 'high' }, c: {} } });
      await finish(theirs, { features: { a: { name: 'theirs', tier: 'high' }, c: {}, d: {} } });
      await theirs.leases.begin('resync', 'theirs', '2026-11-30');
      await theirs.scans.keepPage('theirs', 'workflows', [], page);

      const shown = await mine.inventories.read();

      expect(shown?.scan.id).toBe(id);
      expect(shown?.entries.map(({ feature, assessment }) => [feature.name, assessment.tier])).toEqual([
        ['flow a', 'minimal'],
        ['flow b', 'minimal'],
      ]);
      expect(await drain(mine.assets.assets('workflow'))).toMatchObject([{ externalId: '1', payload: { n: 1 } }]);
      expect(await mine.assets.revisions('workflow', ['1', '2'])).toEqual(new Map([['1', '1']]));
      expect(await mine.scans.pages('same-id', 'workflows')).toHaveLength(1);
      expect(await mine.scans.lastCoverage()).toMatchObject([{ assets: 2 }]);
      await interrupt(mine);
      expect(await mine.leases.begin('resync', 'x', '2026-11-25')).toMatchObject({ id: 'same-id', resumed: true });
    });

    it('takes nothing for known that only another tenant has', async () => {
      const features = { a: { rules: { r: 'flagged' as const } }, b: {} };
      const [mine, theirs] = await Promise.all(['1', '2'].map((account) => store.upsertTenant('hubspot', account)));

      const first = await finish(of(mine!), { features });
      const second = await finish(of(theirs!), { features });

      expect([first.written, second.written]).toEqual([5, 5]);
    });

    it('goes on with no scan of another tenant', async () => {
      const [mine, theirs] = await Promise.all(['1', '2'].map((account) => store.upsertTenant('hubspot', account)));
      await of(mine!).leases.begin('resync', 'same-id', '2026-11-24');

      const began = await of(theirs!).leases.begin('resync', 'same-id', '2026-11-25');

      expect(began).toMatchObject({ id: 'same-id', startedAt: '2026-11-25', resumed: false });
    });
  });
});
