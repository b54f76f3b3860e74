import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { databases } from '../support/databases.ts';
import { Browser } from './support/browser.ts';
import { BY, openIdentityOf, PASSWORD, useIdentity } from './support/use-identity.ts';

describe.each(databases)('identity/sign-in on %s', (_name, make) => {
  const { identity, database, acts, actions, join, signedIn } = useIdentity(make);
  const signIn = (browser: Browser, email: string, password: string) =>
    identity().signIn.withPassword(email, password, browser.visit());

  it('lets in who knows the password, with what was granted at this moment', async () => {
    const id = await join('anna@example.org');
    const browser = await signedIn('Anna@Example.org');

    expect(await identity().personOf(browser.visit())).toMatchObject({
      principal: { id, kind: 'user', grants: [{ tenant: '*', role: 'admin' }] },
    });
    await join('second@example.org');
    await identity().people.changeGrants(id, [{ tenant: 'hubspot-1', role: 'auditor' }], BY);
    expect((await identity().personOf(browser.visit()))?.principal.grants).toEqual([
      { tenant: 'hubspot-1', role: 'auditor' },
    ]);
  });

  it('sets cookies that no script reads, that no other site sends and that go by https only', async () => {
    await join('anna@example.org');
    const { cookies } = await signIn(new Browser(), 'anna@example.org', PASSWORD);

    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^__Secure-ai-inventory\.session_token=/);
    expect(cookies[0]?.split('; ').slice(1).toSorted()).toEqual([
      'HttpOnly',
      'Max-Age=86400',
      'Path=/',
      'SameSite=Lax',
      'Secure',
    ]);
  });

  it.each([
    ['a wrong password', 'anna@example.org', 'seven green battles'],
    ['nobody of that name', 'nobody@example.org', PASSWORD],
    ['no address at all', 'anna', PASSWORD],
    ['what no database keeps', 'a\u0000@example.org', 'b\u0000'.repeat(6)],
    ['an endless password', 'anna@example.org', 'x'.repeat(5_000)],
  ])('refuses %s in the same words', async (_what, email, password) => {
    await join('anna@example.org');
    await expect(signIn(new Browser(), email, password)).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect((await acts()).at(-1)).toMatchObject({ action: 'user.refused', details: { why: 'password' } });
    expect(JSON.stringify(await acts())).not.toContain(password);
  });

  it('does not go on with a session that was there before: whoever planted it is out', async () => {
    await join('mallory@example.org');
    await join('anna@example.org');
    const planted = await signedIn('mallory@example.org');
    const victim = new Browser();
    victim.keep([...planted.jar].map(([name, value]) => `${name}=${value}`));

    const { cookies } = await signIn(victim, 'anna@example.org', PASSWORD);
    victim.keep(cookies);

    expect((await identity().personOf(victim.visit()))?.email).toBe('anna@example.org');
    expect(await identity().personOf(planted.visit())).toBeUndefined();
  });

  it('gives nobody a session for a token of their own choice', async () => {
    await join('anna@example.org');
    const browser = await signedIn('anna@example.org');
    const [name = '', value = ''] = [...browser.jar][0] ?? [];
    const [token = ''] = decodeURIComponent(value).split('.');

    for (const forged of [token, `${token}.`, `${token}.${'A'.repeat(43)}=`]) {
      const thief = new Browser();
      thief.keep([`${name}=${encodeURIComponent(forged)}`]);
      expect(await identity().personOf(thief.visit())).toBeUndefined();
    }
  });

  it.each([
    'https://evil.example',
    'http://inventory.example',
    'https://inventory.example.evil.example',
    'null',
    undefined,
  ])('refuses a sign-in and a sign-out that %s asked for', async (origin) => {
    await join('anna@example.org');
    const browser = await signedIn('anna@example.org');
    browser.origin = origin;

    await expect(signIn(browser, 'anna@example.org', PASSWORD)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(identity().signIn.out(browser.visit())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await identity().personOf(browser.visit())).toBeDefined();
  });

  it('stops a guesser after ten tries on one account, from whatever addresses and at once', async () => {
    await join('anna@example.org');
    const guess = (i: number) => {
      const browser = new Browser();
      browser.address = `198.51.100.${i}`;
      return signIn(browser, 'anna@example.org', `guess number ${i}`).catch((error: { code: string }) => error.code);
    };
    const answers = await Promise.all(Array.from({ length: 14 }, (_, i) => guess(i)));

    expect(answers.filter((code) => code === 'SIGN_IN_REFUSED')).toHaveLength(10);
    expect(answers.filter((code) => code === 'TOO_MANY_REQUESTS')).toHaveLength(4);
    await expect(signIn(new Browser(), 'anna@example.org', PASSWORD)).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
    });
    await database()
      .db.updateTable('sign_in_failures')
      .set({ until: sql`now() - interval '1 second'` })
      .execute();
    await expect(signedIn('anna@example.org')).resolves.toBeDefined();
  });

  it('stops one address that tries many accounts, across processes', async () => {
    const other = await openIdentityOf(database());
    const codes: string[] = [];
    for (let i = 0; i < 24; i++) {
      const one = i % 2 === 0 ? identity() : other;
      const tried = one.signIn.withPassword(`person-${i}@example.org`, PASSWORD, new Browser().visit());
      codes.push(
        await tried.then(
          () => 'in',
          (error: { code: string }) => error.code,
        ),
      );
    }
    expect(codes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'SIGN_IN_REFUSED'));
    expect(codes.slice(20)).toEqual(Array.from({ length: 4 }, () => 'TOO_MANY_REQUESTS'));
  });

  it('ends the session at sign-out, for whoever kept a copy of the cookie', async () => {
    const id = await join('anna@example.org');
    const browser = await signedIn('anna@example.org');
    const copy = browser.visit();

    browser.keep(await identity().signIn.out(browser.visit()));

    expect(browser.jar.size).toBe(0);
    expect(await identity().personOf(copy)).toBeUndefined();
    expect((await acts()).at(-1)).toMatchObject({ action: 'user.signed-out', target: id });
    expect(await actions()).toEqual(['user.invited', 'user.joined', 'user.signed-in', 'user.signed-out']);
  });

  it('knows its sessions again after a restart, and its secret lies sealed', async () => {
    await join('anna@example.org');
    const browser = await signedIn('anna@example.org');
    const restarted = await openIdentityOf(database());

    expect((await restarted.personOf(browser.visit()))?.email).toBe('anna@example.org');
    const { sealed } = await database().db.selectFrom('identity_secret').selectAll().executeTakeFirstOrThrow();
    expect(sealed).toMatch(/^v1\./);
  });
});
