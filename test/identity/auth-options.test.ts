import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authOptions, SESSION_COOKIE } from '../../src/identity/auth-options.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

describe.each(databases)('identity/auth-options on %s', (_name, make) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await make();
  });
  afterAll(() => database.close());

  const options = (publicUrl: string) =>
    authOptions({ publicUrl, secret: 's'.repeat(44), database: database.store.identity.database });

  it('finds in our tables all that better-auth expects', async () => {
    const { toBeCreated, toBeAdded } = await getMigrations(options('https://inventory.example'));
    expect([toBeCreated, toBeAdded]).toEqual([[], []]);
  });

  it('asks for https wherever people come by https', async () => {
    const cookieOf = async (url: string) => (await betterAuth(options(url)).$context).authCookies.sessionToken;
    expect(await cookieOf('https://inventory.example')).toMatchObject({
      name: `__Secure-${SESSION_COOKIE}`,
      attributes: { secure: true, httpOnly: true, sameSite: 'lax' },
    });
    expect(await cookieOf('http://localhost:3000')).toMatchObject({
      name: SESSION_COOKIE,
      attributes: { secure: false, httpOnly: true, sameSite: 'lax' },
    });
  });

  it('leaves no check off in tests, as better-auth would by itself', async () => {
    const context = await betterAuth(options('https://inventory.example')).$context;
    expect([context.skipCSRFCheck, context.skipOriginCheck, context.rateLimit.enabled]).toEqual([false, false, true]);
  });
});
