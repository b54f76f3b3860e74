import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { ConfigError } from '../../src/kit/errors.ts';
import { openStore, poolAt } from '../../src/store/open-store.ts';
import { tenantDatabase } from '../../src/store/tenant-dialect.ts';
import type { Database } from '../../src/store/schema.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';

describe('src/store/tenant-role', () => {
  let server: PostgresServer;
  let admin: Kysely<Database>;
  beforeAll(async () => {
    server = await startPostgres();
    admin = new Kysely<Database>({ dialect: new PostgresDialect({ pool: poolAt(server.url) }) });
  });
  afterAll(async () => {
    await admin.destroy();
    await server.stop();
  });

  async function databaseOf(user: string, rights = ''): Promise<string> {
    await sql.raw(`create role ${user} login ${rights}`).execute(admin);
    await sql.raw(`create database ${user} owner ${user}`).execute(admin);
    return server.url.replace('test@', `${user}@`).replace(/postgres$/, user);
  }

  async function visibleTo(databaseUrl: string, tenant: string): Promise<string[]> {
    const store = await openStore({ databaseUrl });
    await store.upsertTenant('hubspot', '1');
    await store.upsertTenant('hubspot', '2');
    await store.close();
    const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: poolAt(databaseUrl) }) });
    const rows = await tenantDatabase(db, tenant).selectFrom('tenants').select('id').execute();
    await db.destroy();
    return rows.map((row) => row.id);
  }

  it('is asked of an administrator, once, by a user who may not make it; then it binds', async () => {
    const databaseUrl = await databaseOf('poor');
    const refused = await openStore({ databaseUrl }).then(
      () => undefined,
      (error: unknown) => error,
    );

    expect(refused).toBeInstanceOf(ConfigError);
    const [, advice = ''] = /runs once: (.+)$/.exec((refused as ConfigError).message) ?? [];
    expect(advice).toContain('create role aiinv_tenant nologin;');
    await sql.raw(advice).execute(admin);

    expect(await visibleTo(databaseUrl, 'hubspot-2')).toEqual(['hubspot-2']);
  });

  it('is made by a user who may make roles, and binds', async () => {
    await sql`drop owned by aiinv_tenant`.execute(admin);
    await sql`drop database poor`.execute(admin);
    await sql`drop role aiinv_tenant`.execute(admin);

    expect(await visibleTo(await databaseOf('builder', 'createrole'), 'hubspot-1')).toEqual(['hubspot-1']);
  });

  it('is shared by the databases of a server', async () => {
    expect(await visibleTo(await databaseOf('second', 'createrole superuser'), 'hubspot-1')).toEqual(['hubspot-1']);
  });
});
