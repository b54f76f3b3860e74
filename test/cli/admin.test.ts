import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Keyring, newSecretKey, textOf } from '../../src/kit/keyring.ts';
import { keysIn } from '../../src/kit/key-file.ts';
import { SYSTEM } from '../../src/model/audit.ts';
import { openStore, type StorePlace } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { run } from './cli.ts';

const CREDENTIALS = { accessToken: 'pat-eu1-secret-word' };

async function inStore<T>(place: StorePlace, keyring: Keyring, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(place, { keyring: () => keyring, now: () => new Date() });
  return work(store).finally(() => store.close());
}

async function connect(store: Store, account: string): Promise<void> {
  const tenant = await store.upsertTenant('hubspot', account);
  await store.of(tenant).connections.save({ auth: 'token', credentials: CREDENTIALS }, SYSTEM);
}

const credentialsIn = (place: StorePlace, keyring: Keyring) =>
  inStore(place, keyring, async (store) => store.of((await store.tenant('hubspot-1'))!).connections.credentials());

describe('cli/admin on PostgreSQL', () => {
  const [first, second, strange] = [newSecretKey(), newSecretKey(), newSecretKey()];
  let home: string;
  let server: PostgresServer;
  let databaseUrl: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'ai-inventory-admin-'));
    server = await startPostgres();
    databaseUrl = server.url;
    await inStore({ databaseUrl }, new Keyring([first]), (store) => connect(store, '1'));
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const admin = (args: readonly string[], keys = [first]) =>
    run(args, { DATABASE_URL: databaseUrl, SECRET_KEYS: textOf(keys), DATA_DIR: join(home, 'unused') });
  const principalOf = (token: string) =>
    inStore({ databaseUrl }, new Keyring([first]), (store) => store.tokens.principalOf(token.trim()));

  it('makes a token that works, prints it alone on standard output, and never again', async () => {
    const made = await admin(['token', 'create', '--role', 'officer', '--tenant', 'hubspot-1', '--expires', '30']);

    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/^aiinv_[\w-]{43}\n$/);
    expect(made.stderr).not.toContain('aiinv_');
    const principal = await principalOf(made.stdout);
    expect(principal?.grants).toEqual([{ tenant: 'hubspot-1', role: 'officer' }]);
    const listed = await admin(['token', 'list', '--tenant', 'hubspot-1']);
    expect(listed.stdout).toContain(principal?.id);
    expect(listed.stdout).not.toContain('aiinv_');
  }, 60_000);

  it('ends a token, once', async () => {
    const { stdout, stderr } = await admin(['token', 'create', '--role', 'admin']);
    const [id = ''] = /[0-9a-f-]{36}/.exec(stderr) ?? [];

    expect((await admin(['token', 'revoke', id])).code).toBe(0);
    expect((await admin(['token', 'revoke', id])).code).toBe(2);
    expect(await principalOf(stdout)).toBeUndefined();
  }, 60_000);

  it.each([
    ['no role', []],
    ['a role that is not there', ['--role', 'king']],
    ['an account that is not there', ['--role', 'admin', '--tenant', 'nobody']],
    ['no day', ['--role', 'admin', '--expires', 'soon']],
    ['no time at all', ['--role', 'admin', '--expires', '0']],
  ])('makes no token for %s', async (_case, args) => {
    const refused = await admin(['token', 'create', ...args]);

    expect([refused.code, refused.stdout]).toEqual([2, '']);
  });

  it('verifies the audit log, also against what was kept elsewhere', async () => {
    const json = await admin(['audit', 'verify', '--json']);
    const { heads, faults } = JSON.parse(json.stdout);
    expect([json.code, faults]).toEqual([0, []]);
    expect(heads.map(({ chain }: { chain: string }) => chain)).toEqual(['install', 'hubspot-1']);

    const file = join(home, 'heads.json');
    const against = async (kept: unknown) => {
      writeFileSync(file, JSON.stringify(kept));
      return admin(['audit', 'verify', '--against', file]);
    };
    const same = await against({ heads });
    expect([same.code, same.stdout]).toEqual([
      0,
      expect.stringContaining('Nothing was changed, removed, moved or cut'),
    ]);
    const differs = await against({ heads: [{ ...heads[0], hash: 'other' }] });
    expect([differs.code, differs.stdout]).toEqual([1, expect.stringContaining('is not the entry that was noted')]);
    expect((await against('x')).code).toBe(2);
  }, 60_000);

  it('rotates to the first key, names those that nothing needs, and shows none', async () => {
    const rotated = await admin(['keys', 'rotate'], [second, first]);

    expect(rotated.code).toBe(0);
    expect(rotated.stdout).toContain(`1 secrets are now sealed with the key ${second.id}.`);
    expect(rotated.stdout).toContain(`SECRET_KEYS: ${first.id}`);
    expect(rotated.stdout).not.toContain(textOf([second]));
    expect(await credentialsIn({ databaseUrl }, new Keyring([second]))).toEqual(CREDENTIALS);
  }, 60_000);

  it('takes no key for needless while a secret cannot be opened, and says whose', async () => {
    await inStore({ databaseUrl }, new Keyring([strange]), (store) => connect(store, '2'));

    const rotated = await admin(['keys', 'rotate'], [first, second]);

    expect(rotated.code).toBe(1);
    expect(rotated.stderr).toContain('hubspot-2');
    expect(rotated.stdout).not.toContain('Nothing needs these');
    expect(await credentialsIn({ databaseUrl }, new Keyring([first]))).toEqual(CREDENTIALS);
  }, 60_000);

  it('asks for keys only when a secret is at stake, and tells none', async () => {
    const withKeys = (args: readonly string[], SECRET_KEYS?: string) =>
      run(args, { DATABASE_URL: databaseUrl, ...(SECRET_KEYS && { SECRET_KEYS }) });

    expect((await withKeys(['token', 'list'])).code).toBe(0);
    const missing = await withKeys(['keys', 'rotate']);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('SECRET_KEYS is not set')]);
    const broken = await withKeys(['token', 'list'], 'k1:secret-word');
    expect(broken.code).toBe(2);
    expect(broken.stderr).toContain('SECRET_KEYS: item 1 is not id:base64 of 32 bytes.');
    expect(broken.stderr).not.toContain('secret-word');
  }, 60_000);

  it('copies to no server without telling the password', async () => {
    const refused = await admin(['copy', '--to', 'postgres://u:secret-word@127.0.0.1:1/x']);

    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).not.toContain('secret-word');
  }, 60_000);
});

describe('cli/admin on the embedded database', () => {
  let home: string;
  let dataDir: string;
  let server: PostgresServer;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'ai-inventory-admin-'));
    dataDir = join(home, 'data');
    server = await startPostgres();
    await inStore({ dataDir }, new Keyring(keysIn(dataDir)), (store) => connect(store, '1'));
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('gets a new key of its own, and loses the old one', async () => {
    const [old] = keysIn(dataDir);

    const rotated = await run(['keys', 'rotate'], { DATA_DIR: dataDir });

    const keys = keysIn(dataDir);
    expect([rotated.code, keys.length]).toEqual([0, 1]);
    expect(keys[0]?.id).not.toBe(old?.id);
    expect(rotated.stdout + rotated.stderr).not.toContain(textOf(keys));
    expect(await credentialsIn({ dataDir }, new Keyring(keys))).toEqual(CREDENTIALS);
  }, 60_000);

  it('is backed up as a folder with its keys, from which it can be restored', async () => {
    const backup = join(home, 'backup');

    const copied = await run(['copy', '--to', backup], { DATA_DIR: dataDir });

    expect(copied.code).toBe(0);
    expect(copied.stdout).toMatch(/^tenants +1$/m);
    expect(statSync(backup).mode & 0o777).toBe(0o700);
    // Restoring is to set DATA_DIR to the folder.
    expect(await credentialsIn({ dataDir: backup }, new Keyring(keysIn(backup)))).toEqual(CREDENTIALS);
  }, 60_000);

  it('moves to PostgreSQL, whose backup is a folder again, without its keys', async () => {
    const keys = textOf(keysIn(dataDir));
    const onServer = { DATABASE_URL: server.url, SECRET_KEYS: keys };
    const backup = join(home, 'backup-of-server');

    const moved = await run(['copy', '--to', server.url], { DATA_DIR: dataDir });
    expect(moved.code).toBe(0);
    expect(moved.stderr).toContain('SECRET_KEYS_FILE=');
    expect(moved.stdout + moved.stderr).not.toContain(keys);
    expect(await credentialsIn({ databaseUrl: server.url }, new Keyring(keysIn(dataDir)))).toEqual(CREDENTIALS);
    expect((await run(['audit', 'verify'], onServer)).code).toBe(0);

    expect((await run(['copy', '--to', backup], onServer)).code).toBe(0);
    expect(readdirSync(backup)).not.toContain('secret-keys');
    expect(await credentialsIn({ dataDir: backup }, new Keyring(keysIn(dataDir)))).toEqual(CREDENTIALS);

    const again = await run(['copy', '--to', server.url], { DATA_DIR: dataDir });
    expect([again.code, again.stdout]).toEqual([2, '']);
    expect(again.stderr).toContain('is not empty');
  }, 120_000);
});
