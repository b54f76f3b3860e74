import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Tenant } from '../../src/model/inventory.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import type { Store } from '../../src/store/store.ts';
import { tenantDatabase } from '../../src/store/tenant-dialect.ts';
import { tenantLock } from '../../src/store/tenant-lock.ts';
import { databases, tablesOf, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';
import { finish } from './support/build.ts';
import { fillTenantTables } from './support/fill.ts';

describe.each(databases)('src/store/tenants on %s', (_, start) => {
  let database: TestDatabase;
  let store: Store;
  let mine: Tenant;
  beforeAll(async () => {
    database = await start();
    store = database.store;
  });
  beforeEach(async () => {
    mine = await store.upsertTenant('hubspot', 'acme-1', 'Acme', ADA);
    await store.upsertTenant('hubspot', 'other-2', 'Other', ADA);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  /** In which tables a row says this anywhere, and how many. */
  async function traces(text: string): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const table of await tablesOf(database.db)) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(table)} as t where t::text like ${`%${text}%`}`.execute(database.db);
      if (rows[0]?.n) {
        found[table] = rows[0].n;
      }
    }
    return found;
  }

  it('are found by id', async () => {
    expect(await store.tenant('hubspot-acme-1')).toEqual(mine);
    expect(await store.tenant('hubspot-nobody')).toBeUndefined();
  });

  describe('renaming', () => {
    it('changes the name and notes it', async () => {
      expect(await store.renameTenant(mine.id, 'Acme S.r.l.', ADA)).toBe(true);

      expect((await store.tenants()).map(({ name }) => name)).toEqual(['Acme S.r.l.', 'Other']);
      expect((await store.of(mine).audit.entries())[0]).toMatchObject({
        actor: ADA,
        action: 'tenant.renamed',
        details: { name: 'Acme S.r.l.' },
      });
    });

    it('of nobody does nothing', async () => {
      expect(await store.renameTenant('hubspot-nobody', 'x', ADA)).toBe(false);
    });
  });

  describe('erasing', () => {
    it('leaves no trace in any table but the proof, and touches nobody else', async () => {
      const tables = await fillTenantTables(database.db, mine.id);
      await fillTenantTables(database.db, 'hubspot-other-2');
      const before = await traces('other-2');
      expect(Object.keys(await traces('acme-1'))).toEqual(expect.arrayContaining(tables));

      expect(await store.eraseTenant(mine.id, ADA)).toBe(true);

      // Its making and its erasure, in the chain of the install.
      expect(await traces('acme-1')).toEqual({ audit_log: 2 });
      expect(await traces('Acme')).toEqual({});
      expect(await traces('other-2')).toEqual(before);
    });

    it('proves what was erased, by whom, and in what its own chain had ended', async () => {
      await finish(store.of(mine), { features: { a: { rules: { r: 'flagged' } }, b: {} } });
      await store.of(mine).connections.save({ auth: 'token', credentials: {} }, ADA);
      const [last] = await store.of(mine).audit.entries();

      await store.eraseTenant(mine.id, ADA);

      expect((await store.audit.entries({ limit: 1 }))[0]).toMatchObject({
        actor: ADA,
        action: 'tenant.erased',
        target: mine.id,
        details: {
          rows: { scans: 1, inventory: 2, assessments: 2, findings: 1, connections: 1, audit_log: 1 },
          audit: { entries: 1, hash: last?.hash },
        },
      });
      expect((await store.audit.verify()).faults).toEqual([]);
    });

    it('takes invitations and waiting jobs with it, and leaves those of others', async () => {
      const queue = await openQueue(store.statements, { works: false, onError: () => undefined });
      await queue.add('scan', { tenant: mine.id, scan: 's1' });
      await queue.add('scan', { tenant: 'hubspot-other-2', scan: 's2' });
      await queue.close();
      const invite = (tenant: string) => ({ digest: tenant, grants: JSON.stringify([{ tenant, role: 'auditor' }]) });
      const rest = { kind: 'invitation' as const, email: null, created_at: new Date(), expires_at: new Date() };
      const invitations = [mine.id, 'hubspot-other-2', '*'].map((id) => ({ id, ...invite(id), ...rest }));
      await database.db.insertInto('invitations').values(invitations).execute();

      await store.eraseTenant(mine.id, ADA);

      const left = await database.db.selectFrom('invitations').select('id').orderBy('id').execute();
      expect(left).toEqual([{ id: '*' }, { id: 'hubspot-other-2' }]);
      const jobs = await sql<{
        scan: string;
      }>`select data ->> 'scan' as scan from jobs.job where name = 'scan'`.execute(database.db);
      expect(jobs.rows).toEqual([{ scan: 's2' }]);
    });

    it('of nobody does nothing', async () => {
      expect(await store.eraseTenant('hubspot-nobody', ADA)).toBe(false);
      expect(await store.eraseTenant('install', ADA)).toBe(false);
      expect(await store.eraseTenant('*', ADA)).toBe(false);

      expect(await store.audit.entries()).toHaveLength(2);
    });

    it('lets the same account come back with nothing but its name', async () => {
      await finish(store.of(mine), { features: { a: {} } });
      await store.eraseTenant(mine.id, ADA);

      const back = await store.upsertTenant('hubspot', 'acme-1', 'Acme again', ADA);

      expect(back.id).toBe(mine.id);
      expect(await store.of(back).inventories.read()).toBeUndefined();
      expect(await store.of(back).audit.entries()).toEqual([]);
      expect((await store.audit.verify()).faults).toEqual([]);
    });

    it('refuses what a scan still wants to write afterwards', async () => {
      const own = store.of(mine);
      const { id } = await own.leases.begin('resync', 's', '2026-11-27');
      await store.eraseTenant(mine.id, ADA);
      const flow = { kind: 'workflow', externalId: '1', payload: {} };
      const page = { seen: [], quarantined: [], refused: [], done: false };

      await expect(own.assets.keep('workflows', [flow])).rejects.toThrow();
      await expect(own.scans.keepPage(id, 'workflows', [flow], page)).rejects.toThrow();
      await expect(own.leases.begin('resync', 's', '2026-11-27')).rejects.toThrow();

      expect(await traces('acme-1')).toEqual({ audit_log: 2 });
    });

    it('waits for what is being written, and removes that too', async () => {
      let erased: Promise<boolean> | undefined;
      await tenantDatabase(database.db, mine.id)
        .transaction()
        .execute(async (trx) => {
          const row = { kind: 'workflow', external_id: '1', stream: 's', revision: null, digest: 'd', payload: '{}' };
          await trx
            .insertInto('assets')
            .values({ tenant_id: mine.id, ...row })
            .execute();
          let isErased = false;
          erased = store.eraseTenant(mine.id, ADA).finally(() => (isErased = true));
          // The embedded database has one connection, so that others wait anyway.
          while (database.connections > 1 && !isErased && (await whoWaits()) === 0) {
            // Asked again.
          }
        });

      expect(await erased).toBe(true);
      expect(await traces('acme-1')).toEqual({ audit_log: 2 });
    });

    it('lets no token be made or revoked beside it', async () => {
      const wanted = { tenant: mine.id, role: 'auditor' as const, name: 'export' };
      const { id } = await store.tokens.create(wanted, ADA);
      const done: string[] = [];
      const acts = await database.db.transaction().execute(async (trx) => {
        await tenantLock(trx, mine.id, 'alone');
        const begun = [
          store.tokens.create(wanted, ADA).then(() => done.push('made')),
          store.tokens.revoke(id, ADA).then(() => done.push('revoked')),
        ];
        while (database.connections > 1 && done.length === 0 && (await whoWaits()) < 2) {
          // Asked again.
        }
        expect(done).toEqual([]);
        return begun;
      });

      await Promise.all(acts);
      expect(done.toSorted()).toEqual(['made', 'revoked']);
    });
  });

  async function whoWaits(): Promise<number> {
    const { rows } = await sql`select from pg_locks where not granted`.execute(database.db);
    return rows.length;
  }
});
