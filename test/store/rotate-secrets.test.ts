import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Keyring, newSecretKey } from '../../src/kit/keyring.ts';
import { rotateSecrets } from '../../src/store/rotate-secrets.ts';
import { SEALED } from '../../src/store/sealed.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { fillTables } from './support/fill.ts';

const AT = '2026-11-27T00:00:00.000Z';

describe.each(databases)('src/store/rotate-secrets on %s', (_, start) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await start();
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const oldKey = newSecretKey();
  const newKey = newSecretKey();
  const [before, during, after] = [new Keyring([oldKey]), new Keyring([newKey, oldKey]), new Keyring([newKey])];
  const purposeOf = (tenant: string) => ({ tenant, purpose: 'credentials' });

  async function connect(count: number, keyring = before): Promise<void> {
    const rows = Array.from({ length: count }, (_row, i) => {
      const tenant = `t${String(i).padStart(4, '0')}`;
      const row = {
        auth: 'token',
        schedule: null,
        time_zone: 'UTC',
        state: 'ok' as const,
        reason: null,
        changed_at: AT,
      };
      return { ...row, tenant_id: tenant, credentials: keyring.seal(`secret of ${tenant}`, purposeOf(tenant)) };
    });
    await database.db.insertInto('connections').values(rows).execute();
  }

  const kept = () => database.db.selectFrom('connections').selectAll().orderBy('tenant_id').execute();

  it('seals 1,000 secrets with the new key: the old one is not needed any more, and nothing is lost', async () => {
    await connect(1_000);

    expect(await rotateSecrets(database.db, during, AT)).toEqual({ key: newKey.id, secrets: 1_000, unreadable: [] });

    const rows = await kept();
    expect(rows.map((row) => after.open(row.credentials, purposeOf(row.tenant_id)))).toEqual(
      rows.map((row) => `secret of ${row.tenant_id}`),
    );
    expect(await rotateSecrets(database.db, after, AT)).toEqual({ key: newKey.id, secrets: 0, unreadable: [] });
    expect(await kept()).toEqual(rows);
  });

  it('leaves what no key opens as it is, names whose it is, and goes on', async () => {
    await connect(3);
    const strange = new Keyring([newSecretKey()]).seal('x', purposeOf('t0001'));
    await database.db
      .updateTable('connections')
      .set({ credentials: strange })
      .where('tenant_id', '=', 't0001')
      .execute();

    expect(await rotateSecrets(database.db, during, AT)).toEqual({ key: newKey.id, secrets: 2, unreadable: ['t0001'] });

    expect((await kept())[1]?.credentials).toBe(strange);
  });

  it('does not undo what somebody writes meanwhile', async () => {
    await connect(1);
    const meanwhile = during.seal('newer', purposeOf('t0000'));
    const busy = Object.assign(Object.create(during) as Keyring, {
      current: during.current,
      open: (sealed: string, purpose: ReturnType<typeof purposeOf>) => during.open(sealed, purpose),
      seal: (secret: string, purpose: ReturnType<typeof purposeOf>) => during.seal(secret, purpose),
    });
    const db = database.db.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        // Right after the secrets were read.
        if ('sealed' in (result.rows[0] ?? {})) {
          await database.db.updateTable('connections').set({ credentials: meanwhile }).execute();
        }
        return result;
      },
    });

    await rotateSecrets(db, busy, AT);

    expect((await kept())[0]?.credentials).toBe(meanwhile);
  });

  it('is noted in the audit log by the id of the key', async () => {
    await connect(2);
    await rotateSecrets(database.db, during, AT);

    expect(await database.store.audit.entries()).toMatchObject([
      { action: 'keys.rotated', target: newKey.id, details: { secrets: 2, unreadable: [] } },
    ]);
  });

  it('seals every kind of secret anew', async () => {
    const sealed = new Map<string, string>();
    for (const { table, column, purpose, of } of SEALED) {
      await fillTables(database.db, 't1', [table]);
      const tenant = of === 'tenant' ? 't1' : '*';
      sealed.set(table, before.seal(`secret in ${table}`, { tenant, purpose }));
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sealed.get(table)}`.execute(database.db);
    }

    expect(await rotateSecrets(database.db, during, AT)).toMatchObject({ secrets: SEALED.length, unreadable: [] });

    for (const { table, column, purpose, of } of SEALED) {
      const { rows } = await sql<{ text: string }>`select ${sql.ref(column)} as text from ${sql.table(table)}`.execute(
        database.db,
      );
      const tenant = of === 'tenant' ? 't1' : '*';
      expect(rows.map(({ text }) => after.open(text, { tenant, purpose }))).toEqual([`secret in ${table}`]);
    }
  });

  it('knows every column that is named like one of secrets', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = current_schema() and column_name ~ 'secret|seal|credential|verifier'`.execute(database.db);
    const elsewhere = [
      // Encrypted by what identity_secret holds.
      'user_second_factors.secret',
      'users.second_factor',
    ];

    const known = SEALED.map(({ table, column }) => `${table}.${column}`);
    expect(
      rows
        .map(({ name }) => name)
        .filter((name) => !elsewhere.includes(name))
        .toSorted(),
    ).toEqual(known.toSorted());
  });
});
