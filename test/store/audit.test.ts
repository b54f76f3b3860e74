import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { ChainHead } from '../../src/model/audit.ts';
import type { AuditFault } from '../../src/store/audit/verify.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';

describe.each(databases)('src/store/audit on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  let other: TenantStore;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    own = database.store.of(await database.store.upsertTenant('hubspot', '1'));
    other = database.store.of(await database.store.upsertTenant('hubspot', '2'));
    for (let i = 1; i <= 5; i += 1) {
      await own.audit.append({
        actor: ADA,
        action: 'feature.decided',
        target: `key-${i}`,
        details: { reason: `r${i}` },
      });
    }
    await other.audit.append({ actor: ADA, action: 'feature.decided', target: 'theirs' });
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const verify = (known?: ChainHead[]) => database.store.audit.verify(known);
  const said = (faults: AuditFault[]) => faults.map(({ chain, seq, fault }) => `${chain} ${seq} ${fault}`);

  /** As somebody could who has the whole database in his hands. */
  async function tamper(...statements: string[]): Promise<void> {
    await database.db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      for (const statement of statements) {
        await sql.raw(statement).execute(trx);
      }
    });
  }

  it('keeps who did what to what, newest first, page by page', async () => {
    const first = await own.audit.entries({ limit: 2 });

    expect(first).toMatchObject([
      { chain: 'hubspot-1', seq: 5, actor: ADA, action: 'feature.decided', target: 'key-5', details: { reason: 'r5' } },
      { seq: 4 },
    ]);
    expect((await own.audit.entries({ before: 4 })).map(({ seq }) => seq)).toEqual([3, 2, 1]);
  });

  it('shows a tenant its own chain only', async () => {
    expect((await other.audit.entries()).map(({ target }) => target)).toEqual(['theirs']);
  });

  it('notes in the chain of the install which tenants there are', async () => {
    expect((await database.store.audit.entries()).map(({ action, target }) => [action, target])).toEqual([
      ['tenant.created', 'hubspot-2'],
      ['tenant.created', 'hubspot-1'],
    ]);
  });

  it('finds nothing where nothing was done to it', async () => {
    const { heads, faults } = await verify();

    expect(faults).toEqual([]);
    expect(heads.map(({ chain, seq }) => [chain, seq])).toEqual([
      ['install', 2],
      ['hubspot-1', 5],
      ['hubspot-2', 1],
    ]);
    expect(new Set(heads.map(({ hash }) => hash)).size).toBe(3);
    expect((await verify(heads)).faults).toEqual([]);
  });

  it('gives every one of many at once a place of its own', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_item, i) => own.audit.append({ actor: ADA, action: 'a.b', target: `${i}` })),
    );

    expect((await own.audit.entries({ limit: 40 })).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 35 }, (_item, i) => 35 - i),
    );
    expect((await verify()).faults).toEqual([]);
  });

  it('keeps texts that a database cannot hold as they are, and can still verify', async () => {
    const odd = {
      actor: { ...ADA, name: 'A\0\ud83d' },
      action: 'a.b',
      target: 'x\0\udc00',
      details: { 'k\0': '\0"\ud83d' },
    };
    await own.audit.append(odd);

    expect((await own.audit.entries({ limit: 1 }))[0]).toMatchObject({ target: 'x\ufffd' });
    expect((await verify()).faults).toEqual([]);
  });

  it.each([
    ['update', `update audit_log set target = 'x' where tenant_id = 'hubspot-1'`],
    ['delete', `delete from audit_log where tenant_id = 'hubspot-1'`],
    ['delete from the chain of the install', `delete from audit_log where tenant_id = 'install'`],
    ['truncate', `truncate audit_log`],
    ['set back the head', `update audit_heads set seq = 1 where tenant_id = 'hubspot-1'`],
    ['let the head stand', `update audit_heads set hash = 'x' where tenant_id = 'hubspot-1'`],
    ['delete the head', `delete from audit_heads where tenant_id = 'hubspot-1'`],
    ['erase the install', `select set_config('app.erasing', 'install', true); delete from audit_log`],
    [
      'erase another tenant',
      `select set_config('app.erasing', 'hubspot-2', true); delete from audit_log where tenant_id = 'hubspot-1'`,
    ],
  ])('does not let its owner %s', async (_case, statements) => {
    const work = database.db.transaction().execute(async (trx) => {
      for (const statement of statements.split('; ')) {
        await sql.raw(statement).execute(trx);
      }
    });

    await expect(work).rejects.toMatchObject({ code: '23001' });
    expect((await verify()).faults).toEqual([]);
  });

  it.each<[string, string[], string[]]>([
    [
      'what was said',
      [`update audit_log set details = '{"reason":"better"}' where tenant_id = 'hubspot-1' and seq = 3`],
      ['hubspot-1 3 was changed or moved'],
    ],
    [
      'what is no JSON',
      [`update audit_log set details = '{', actor = '' where tenant_id = 'hubspot-1' and seq = 3`],
      ['hubspot-1 3 was changed or moved'],
    ],
    [
      'who it was',
      [`update audit_log set actor = replace(actor, 'Ada', 'Bob') where tenant_id = 'hubspot-1' and seq = 5`],
      ['hubspot-1 5 was changed or moved'],
    ],
    [
      'when it was',
      [`update audit_log set at = '2020-01-01T00:00:00.000Z' where tenant_id = 'hubspot-1' and seq = 1`],
      ['hubspot-1 1 was changed or moved'],
    ],
    [
      'an entry with its hash',
      [`update audit_log set hash = repeat('a', 64) where tenant_id = 'hubspot-1' and seq = 3`],
      ['hubspot-1 3 was changed or moved', 'hubspot-1 4 does not follow from the entry before it'],
    ],
    [
      'one that was removed',
      [`delete from audit_log where tenant_id = 'hubspot-1' and seq = 2`],
      ['hubspot-1 2 is missing'],
    ],
    [
      'several that were removed',
      [`delete from audit_log where tenant_id = 'hubspot-1' and seq in (2, 3)`],
      ['hubspot-1 2 and 1 after it are missing'],
    ],
    [
      'a beginning that was removed',
      [`delete from audit_log where tenant_id = 'hubspot-1' and seq = 1`],
      ['hubspot-1 1 is missing'],
    ],
    [
      'two that changed places',
      [
        `update audit_log set seq = 99 where tenant_id = 'hubspot-1' and seq = 2`,
        `update audit_log set seq = 2 where tenant_id = 'hubspot-1' and seq = 3`,
        `update audit_log set seq = 3 where tenant_id = 'hubspot-1' and seq = 99`,
      ],
      [
        'hubspot-1 2 does not follow from the entry before it',
        'hubspot-1 2 was changed or moved',
        'hubspot-1 3 does not follow from the entry before it',
        'hubspot-1 3 was changed or moved',
        'hubspot-1 4 does not follow from the entry before it',
      ],
    ],
    [
      'a gap that was closed',
      [
        `delete from audit_log where tenant_id = 'hubspot-1' and seq = 4`,
        `update audit_log set seq = 4 where tenant_id = 'hubspot-1' and seq = 5`,
      ],
      [
        'hubspot-1 4 does not follow from the entry before it',
        'hubspot-1 4 was changed or moved',
        'hubspot-1 5 to 5 were cut off',
      ],
    ],
    [
      'a tail that was cut off',
      [`delete from audit_log where tenant_id = 'hubspot-1' and seq > 3`],
      ['hubspot-1 4 to 5 were cut off'],
    ],
    [
      'all of a chain cut off',
      [`delete from audit_log where tenant_id = 'hubspot-1'`],
      ['hubspot-1 1 to 5 were cut off'],
    ],
    [
      'a chain that vanished with its head',
      [`delete from audit_log where tenant_id = 'hubspot-1'`, `delete from audit_heads where tenant_id = 'hubspot-1'`],
      ['hubspot-1 1 and all after it are gone, without a note of its erasure'],
    ],
    [
      'a head that vanished',
      [`delete from audit_heads where tenant_id = 'hubspot-2'`],
      [
        'hubspot-2 1 and all after it are gone, without a note of its erasure',
        'hubspot-2 1 belongs to a chain without a head',
      ],
    ],
    [
      'the chain of the install that vanished',
      [`delete from audit_log where tenant_id = 'install'`, `delete from audit_heads where tenant_id = 'install'`],
      [
        'install 0 is not the one that the head of the chain names',
        'hubspot-1 1 begins a chain that the install knows nothing of',
        'hubspot-2 1 begins a chain that the install knows nothing of',
      ],
    ],
    [
      'an entry of another chain',
      [
        `delete from audit_log where tenant_id = 'hubspot-1' and seq = 1`,
        `update audit_log set tenant_id = 'hubspot-1' where tenant_id = 'hubspot-2'`,
      ],
      [
        'hubspot-1 1 was changed or moved',
        'hubspot-1 2 does not follow from the entry before it',
        'hubspot-2 1 to 1 were cut off',
      ],
    ],
  ])('finds %s', async (_case, statements, faults) => {
    await tamper(...statements);

    expect(said((await verify()).faults)).toEqual(faults);
  });

  it('finds a chain that was cut and closed with care, by the heads that somebody kept elsewhere', async () => {
    const { heads } = await verify();
    const hash = (await own.audit.entries({ before: 5, limit: 1 }))[0]?.hash;
    await tamper(
      `delete from audit_log where tenant_id = 'hubspot-1' and seq = 5`,
      `update audit_heads set seq = 4, hash = '${hash}' where tenant_id = 'hubspot-1'`,
    );

    expect((await verify()).faults).toEqual([]);
    expect(said((await verify(heads)).faults)).toEqual(['hubspot-1 5 was noted earlier and is gone']);

    await own.audit.append({ actor: ADA, action: 'feature.decided', target: 'another' });
    expect(said((await verify(heads)).faults)).toEqual(['hubspot-1 5 is not the entry that was noted earlier']);
  });

  it('misses nothing of a tenant that was erased and came back since, but does of one that was not', async () => {
    const { heads } = await verify();
    await database.store.eraseTenant('hubspot-1', ADA);
    await database.store.upsertTenant('hubspot', '1');

    expect((await verify(heads)).faults).toEqual([]);

    await tamper(`delete from audit_log where tenant_id = 'hubspot-2'`);
    expect(said((await verify(heads)).faults)).toContain('hubspot-2 1 was noted earlier and is gone');
  });

  it('walks a chain of more entries than fit into one read', async () => {
    await database.db.transaction().execute(async (trx) => {
      const { appendAct } = await import('../../src/store/audit/append.ts');
      for (let i = 0; i < 2_100; i += 1) {
        await appendAct(trx, 'hubspot-2', { actor: ADA, action: 'a.b' }, '2026-11-27T00:00:00.000Z');
      }
    });
    expect((await verify()).faults).toEqual([]);

    await tamper(`update audit_log set action = 'a.c' where tenant_id = 'hubspot-2' and seq = 2050`);

    expect(said((await verify()).faults)).toEqual(['hubspot-2 2050 was changed or moved']);
  });
});
