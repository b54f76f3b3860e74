import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { ConfigError, DatabaseUnavailable, DataDirLocked } from '../../src/kit/errors.ts';
import { openStore, poolAt } from '../../src/store/open-store.ts';
import type { Database } from '../../src/store/schema.ts';
import { freePort } from '../support/free-port.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('src/store/open-store with a data directory', () => {
  let home: string;
  let dataDir: string;
  const children: ChildProcess[] = [];
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'ai-inventory-store-'));
    dataDir = join(home, 'data');
  });
  afterEach(() => {
    children.splice(0).forEach((child) => child.kill('SIGKILL'));
  });
  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });

  /** Another process that has the store open and never closes it. */
  async function holder(): Promise<ChildProcess> {
    const open = new URL('../../src/store/open-store.ts', import.meta.url).href;
    const script = `
      const { openStore } = await import(${JSON.stringify(open)});
      const store = await openStore({ dataDir: process.argv[1] });
      await store.upsertTenant('hubspot', 'written-by-the-other');
      console.log('open');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout!, 'data');
    return child;
  }

  it('keeps what was written, for this user only', async () => {
    const first = await openStore({ dataDir });
    await first.upsertTenant('hubspot', '1', 'Grün & Söhne');
    await first.close();

    const second = await openStore({ dataDir });

    expect(await second.tenants()).toEqual([{ id: 'hubspot-1', crm: 'hubspot', account: '1', name: 'Grün & Söhne' }]);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    await second.close();
  }, 60_000);

  it('is refused while this process has it open, and is free again after closing', async () => {
    const store = await openStore({ dataDir });

    expect(await failure(openStore({ dataDir }))).toBeInstanceOf(DataDirLocked);
    expect(await store.tenants()).toHaveLength(1);

    await store.close();
    await (await openStore({ dataDir })).close();
  }, 60_000);

  it('is refused while another process has it open, and free at once when that is killed', async () => {
    const other = await holder();

    expect(await failure(openStore({ dataDir }))).toMatchObject({
      code: 'DATA_DIR_LOCKED',
      message: expect.stringContaining(dataDir),
    });

    other.kill('SIGKILL');
    await once(other, 'exit');
    const store = await openStore({ dataDir });
    expect((await store.tenants()).map((tenant) => tenant.account)).toContain('written-by-the-other');
    await store.close();
  }, 60_000);

  it('stays locked by a process that does not run for a while', async () => {
    const other = await holder();
    other.kill('SIGSTOP');

    expect(await failure(openStore({ dataDir }))).toBeInstanceOf(DataDirLocked);
  }, 60_000);

  it('says at once that nothing can be made there', async () => {
    // Of the operating system's own places; elsewhere than on Linux neither is there, and neither can be made.
    const refused = ['/proc/ai-inventory', '/dev/null/ai-inventory'].map((dataDir) => failure(openStore({ dataDir })));
    for (const error of await Promise.all(refused)) {
      expect(error).toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('cannot be made') });
    }
  });

  it('says what is wrong with the directory', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');

    expect(await failure(openStore({ dataDir: file }))).toBeInstanceOf(ConfigError);
    expect(await failure(openStore({ dataDir: join(file, 'below') }))).toBeInstanceOf(ConfigError);
  });
});

describe('src/store/open-store with a PostgreSQL server', () => {
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

  async function newDatabase(name: string): Promise<string> {
    await sql.raw(`create database ${name}`).execute(admin);
    return server.url.replace(/postgres$/, name);
  }

  it('keeps what was written', async () => {
    const databaseUrl = await newDatabase('kept');
    const first = await openStore({ databaseUrl });
    await first.upsertTenant('sugarcrm', 'crm.example.com', 'Grün & Söhne');
    await first.close();

    const second = await openStore({ databaseUrl });

    expect(await second.tenants()).toMatchObject([{ name: 'Grün & Söhne' }]);
    await second.close();
  });

  it.each([1, 2, 3])('takes eight starters on an empty database at once (round %s)', async (round) => {
    const databaseUrl = await newDatabase(`race${round}`);

    const stores = await Promise.all(Array.from({ length: 8 }, () => openStore({ databaseUrl })));
    await Promise.all(stores.map((store, i) => store.upsertTenant('hubspot', `${i}`)));

    expect(await stores[0]!.tenants()).toHaveLength(8);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('survives the loss of its idle connections', async () => {
    const databaseUrl = await newDatabase('lost');
    const store = await openStore({ databaseUrl });
    await store.upsertTenant('hubspot', '1');

    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'lost'`.execute(admin);
    // As many as the pool has room for: each broken connection is met once.
    await Promise.allSettled(Array.from({ length: 10 }, () => store.tenants()));

    expect(await store.tenants()).toHaveLength(1);
    await store.close();
  });

  it.each([
    ['no such database', () => server.url.replace(/postgres$/, 'nowhere'), '3D000'],
    ['no server', async () => `postgres://u:secret-word@127.0.0.1:${await freePort()}/x`, 'ECONNREFUSED'],
    ['no address', () => 'postgres://u:secret-word@[::1/x', 'ERR_INVALID_URL'],
  ])('tells without the password: %s', async (_case, url, code) => {
    const error = await failure(openStore({ databaseUrl: await url() }));

    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect((error as Error).message).toContain(code);
    expect(`${(error as Error).stack}`).not.toContain('secret-word');
  });
});
