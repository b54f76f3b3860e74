import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { SYSTEM } from '../../src/model/audit.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { finish } from './support/build.ts';

const DAY_MS = 86_400_000;
const KEEP = { historyDays: 400 };

describe.each(databases)('src/store/prune on %s', (_, start) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(() => database.store.upsertTenant('hubspot', '1'));
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const daysAgo = (days: number) => new Date(database.clock.now() - days * DAY_MS).toISOString();
  /** By the database's clock. */
  const minutes = (count: number) => sql<Date>`now() + make_interval(mins => ${count})`;
  const own = { tenant_id: 'hubspot-1' };
  const change = { ...own, scan_id: 's', key: 'k', name: 'n', what: 'new', detail: '{}' };
  const delivery = { ...own, scan_id: 's', channel: 'webhook' as const, recipient: 'w' };
  const token = () => ({ ...own, role: 'auditor', name: 't', created_at: daysAgo(900), last_used_at: null });
  const made = { created_at: minutes(-9), updated_at: minutes(-9) };
  const session = { user_id: 'u', ip_address: null, user_agent: null, ...made };
  const scan = { ...own, kind: 'resync', started_at: '', finish_no: null, requests: 0, progress: '{}' };
  const empty = { stamps: '{}', coverage: '[]', examined: '{}', not_visible: '[]' };

  /** A row that is to go and one that is to stay, table by table; which is which says the first column named. */
  async function fill(): Promise<void> {
    await database.db.transaction().execute(async (db) => {
      // Rows that others belong to are left out.
      await sql`set local session_replication_role = replica`.execute(db);
      const tick = { ...own, scan_id: 's' };
      await db
        .insertInto('schedule_ticks')
        .values([6, 8].map((days) => ({ ...tick, minute: daysAgo(days) })))
        .execute();
      await db
        .insertInto('changes')
        .values([399, 401, 402].map((days, id) => ({ ...change, id: id + 1, at: daysAgo(days) })))
        .execute();
      await db
        .insertInto('deliveries')
        .values([
          { ...delivery, id: 1, at: daysAgo(399), state: 'failed', first_change: 1, last_change: 1 },
          { ...delivery, id: 2, at: daysAgo(401), state: 'delivered', first_change: 1, last_change: 2 },
          { ...delivery, id: 3, at: daysAgo(402), state: 'waiting', first_change: 3, last_change: 3 },
        ])
        .execute();
      await db
        .insertInto('api_tokens')
        .values([
          { ...token(), id: 'for ever', digest: 'a', expires_at: null, revoked_at: null },
          { ...token(), id: 'ran out lately', digest: 'b', expires_at: daysAgo(89), revoked_at: null },
          { ...token(), id: 'ran out', digest: 'c', expires_at: daysAgo(91), revoked_at: null },
          { ...token(), id: 'revoked', digest: 'd', expires_at: null, revoked_at: daysAgo(91) },
        ])
        .execute();
      await db
        .insertInto('seen_signatures')
        .values([1, -1].map((at) => ({ digest: `${at}`, until: minutes(at) })))
        .execute();
      await db
        .insertInto('sign_in_failures')
        .values([1, -1].map((at) => ({ key: `${at}`, count: 1, until: minutes(at) })))
        .execute();
      await db
        .insertInto('user_sessions')
        .values([1, -1].map((at) => ({ ...session, id: `${at}`, token: `${at}`, expires_at: minutes(at) })))
        .execute();
      await db
        .insertInto('user_verifications')
        .values([1, -1].map((at) => ({ id: `${at}`, identifier: 'i', value: 'v', expires_at: minutes(at), ...made })))
        .execute();
      await db
        .insertInto('invitations')
        .values(
          [1, -1].map((at) => ({
            ...{ id: `${at}`, digest: `${at}`, kind: 'invitation' as const, email: null, grants: '[]' },
            ...{ created_at: minutes(-9), expires_at: minutes(at) },
          })),
        )
        .execute();
      await db
        .insertInto('hubspot_installs')
        .values(
          [1, -1].map((at) => ({
            state_digest: `${at}`,
            session_id: 's',
            sealed_verifier: 'v',
            expires_at: minutes(at),
          })),
        )
        .execute();
      await db
        .insertInto('request_counts')
        .values([0, 2].map((days) => ({ id: `${days}`, key: `${days}`, count: 1, last_request: `${at(days)}` })))
        .execute();
      await db
        .insertInto('scans')
        .values([
          { ...scan, ...empty, id: 'old', state: 'done', finished_at: daysAgo(8) },
          { ...scan, ...empty, id: 'young', state: 'failed', finished_at: daysAgo(6) },
          { ...scan, ...empty, id: 'open', state: 'running', finished_at: null },
        ])
        .execute();
    });
  }
  const at = (days: number) => database.clock.now() - days * DAY_MS;

  it('removes what is of no more use, and nothing before its time', async () => {
    await fill();

    expect(await database.store.prune(KEEP)).toEqual({
      schedule_ticks: 1,
      deliveries: 1,
      changes: 1,
      api_tokens: 2,
      seen_signatures: 1,
      sign_in_failures: 1,
      user_sessions: 1,
      user_verifications: 1,
      invitations: 1,
      hubspot_installs: 1,
      request_counts: 1,
      'scans.progress': 1,
    });
    const left = async (table: string, column: string) => {
      const { rows } = await sql<{ id: string }>`
        select ${sql.ref(column)}::text as id from ${sql.table(table)} order by 1`.execute(database.db);
      return rows.map(({ id }) => id);
    };
    expect(await left('schedule_ticks', 'minute')).toEqual([daysAgo(6)]);
    // The third is older, and somebody is still to be told of it.
    expect(await left('changes', 'id')).toEqual(['1', '3']);
    expect(await left('deliveries', 'id')).toEqual(['1', '3']);
    expect(await left('api_tokens', 'id')).toEqual(['for ever', 'ran out lately']);
    expect(await left('request_counts', 'id')).toEqual(['0']);
    for (const [table, column] of [
      ['seen_signatures', 'digest'],
      ['sign_in_failures', 'key'],
      ['user_sessions', 'id'],
      ['user_verifications', 'id'],
      ['invitations', 'id'],
      ['hubspot_installs', 'state_digest'],
    ] as const) {
      expect([table, ...(await left(table, column))]).toEqual([table, '1']);
    }
    const progress = await database.db.selectFrom('scans').select(['id', 'progress']).orderBy('id').execute();
    expect(progress).toEqual([
      { id: 'old', progress: null },
      { id: 'open', progress: '{}' },
      { id: 'young', progress: '{}' },
    ]);
  });

  it('has nothing more to do when it comes again, or beside itself', async () => {
    await fill();
    const both = await Promise.all([database.store.prune(KEEP), database.store.prune(KEEP)]);

    const removed = both.flatMap(Object.values<number>).reduce((sum, count) => sum + count, 0);
    expect(removed).toBe(13);
    expect(Object.values(await database.store.prune(KEEP)).every((count) => count === 0)).toBe(true);
  });

  it('leaves verdicts, what people said and decided, and the audit log, however old', async () => {
    const tenant = { id: 'hubspot-1', crm: 'hubspot' as const, name: '1', account: '1' };
    const mine = database.store.of(tenant);
    await finish(mine, { features: { a: {} } });
    const said = { key: '*', fact: 'tenantSector' as const, value: 'bank', reason: 'r', by: SYSTEM };
    await mine.declarations.add(said);
    const before = await everything();
    database.clock.forward(3_650 * DAY_MS);

    await database.store.prune(KEEP);

    expect(await everything()).toEqual(before);
    expect((await database.store.audit.verify()).faults).toEqual([]);
  });

  async function everything() {
    const tables = ['audit_log', 'assessments', 'findings', 'inventory', 'declarations', 'decisions', 'scans'] as const;
    return Promise.all(tables.map((table) => database.db.selectFrom(table).selectAll().execute()));
  }
});
