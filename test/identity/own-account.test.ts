import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { databases } from '../support/databases.ts';
import { codeFor } from './support/authenticator.ts';
import { Browser } from './support/browser.ts';
import { BY, PASSWORD, useIdentity } from './support/use-identity.ts';

describe.each(databases)('identity/own-account on %s', (_name, make) => {
  const { identity, database, actions, join, signedIn } = useIdentity(make);
  const isIn = async (browser: Browser) => (await identity().personOf(browser.visit())) !== undefined;

  async function withSecondFactor(email: string) {
    const browser = await signedIn(email);
    const made = await identity().ownAccount.newSecondFactor(PASSWORD, browser.visit());
    browser.keep(await identity().ownAccount.confirmSecondFactor(codeFor(made.uri), browser.visit()));
    return { browser, ...made };
  }
  async function withPasswordAlone(email: string): Promise<Browser> {
    const browser = new Browser();
    const { cookies, needsSecondFactor } = await identity().signIn.withPassword(email, PASSWORD, browser.visit());
    browser.keep(cookies);
    expect([needsSecondFactor, await isIn(browser)]).toEqual([true, false]);
    return browser;
  }

  it('asks for the code of a device once one is set up, and for nothing less', async () => {
    await join('anna@example.org');
    const { browser: first, uri } = await withSecondFactor('anna@example.org');
    expect(await isIn(first)).toBe(true);
    expect(uri).toMatch(/^otpauth:\/\/totp\/CRM%20AI%20Inventory:anna%40example\.org\?/);

    const browser = await withPasswordAlone('anna@example.org');
    const wrong = identity().signIn.withSecondFactor({ code: '000000' }, browser.visit());
    await expect(wrong).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect(await isIn(browser)).toBe(false);

    browser.keep((await identity().signIn.withSecondFactor({ code: codeFor(uri) }, browser.visit())).cookies);
    expect(await isIn(browser)).toBe(true);
    expect(await actions()).toContain('user.second-factor-set-up');
  });

  it('does not count a device that was never proven to work', async () => {
    await join('anna@example.org');
    const browser = await signedIn('anna@example.org');
    await identity().ownAccount.newSecondFactor(PASSWORD, browser.visit());
    expect(await isIn(await signedIn('anna@example.org'))).toBe(true);
  });

  it('takes each recovery code once', async () => {
    await join('anna@example.org');
    const { recoveryCodes } = await withSecondFactor('anna@example.org');
    const code = recoveryCodes[3]!;
    expect(new Set(recoveryCodes).size).toBe(10);

    const proof = { code, isRecoveryCode: true };
    const browser = await withPasswordAlone('anna@example.org');
    browser.keep((await identity().signIn.withSecondFactor(proof, browser.visit())).cookies);
    expect(await isIn(browser)).toBe(true);
    const again = identity().signIn.withSecondFactor(proof, (await withPasswordAlone('anna@example.org')).visit());
    await expect(again).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  it("ends a guesser of codes after five tries, and the account's codes after ten", async () => {
    await join('anna@example.org');
    const { uri } = await withSecondFactor('anna@example.org');
    for (let round = 0; round < 2; round++) {
      const browser = await withPasswordAlone('anna@example.org');
      for (let i = 0; i < 5; i++) {
        const tried = identity().signIn.withSecondFactor({ code: `00000${i}` }, browser.visit());
        await expect(tried).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
      }
      browser.address = `198.51.100.${round}`;
      const right = identity().signIn.withSecondFactor({ code: codeFor(uri) }, browser.visit());
      await expect(right).rejects.toThrow();
    }
    const fresh = await withPasswordAlone('anna@example.org');
    fresh.address = '203.0.113.9';
    const locked = identity().signIn.withSecondFactor({ code: codeFor(uri) }, fresh.visit());
    await expect(locked).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });

  it.each(['newSecondFactor', 'removeSecondFactor', 'newRecoveryCodes'] as const)(
    'wants the password again for %s',
    async (act) => {
      await join('anna@example.org');
      const { browser } = await withSecondFactor('anna@example.org');
      const tried = identity().ownAccount[act]('not the password', browser.visit());
      await expect(tried).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    },
  );

  it('goes back to the password alone when the device is removed, by oneself or by an administrator', async () => {
    const id = await join('anna@example.org');
    const { browser } = await withSecondFactor('anna@example.org');
    browser.keep(await identity().ownAccount.removeSecondFactor(PASSWORD, browser.visit()));
    expect(await isIn(await signedIn('anna@example.org'))).toBe(true);

    await withSecondFactor('anna@example.org');
    await identity().people.dropSecondFactor(id, BY);
    expect(await isIn(await signedIn('anna@example.org'))).toBe(true);
  });

  it('shows the own sessions without what opens them, and ends them one by one', async () => {
    await join('anna@example.org');
    await join('bert@example.org');
    const here = await signedIn('anna@example.org');
    const there = await signedIn('anna@example.org');
    const foreign = await signedIn('bert@example.org');

    const sessions = await identity().ownAccount.sessions(here.visit());
    expect(sessions.map(({ isThis }) => isThis).toSorted()).toEqual([false, true]);
    expect(sessions[0]).toMatchObject({ address: '192.0.2.7', browser: 'Browser/1.0' });
    const { rows } = await sql<{ token: string }>`select token from user_sessions`.execute(database().db);
    expect(rows.filter(({ token }) => JSON.stringify(sessions).includes(token))).toEqual([]);

    const other = sessions.find(({ isThis }) => !isThis)!;
    const stolen = identity().ownAccount.endSession(other.id, foreign.visit());
    await expect(stolen).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await identity().ownAccount.endSession(other.id, here.visit());
    expect([await isIn(here), await isIn(there), await isIn(foreign)]).toEqual([true, false, true]);
  });

  it('signs out everywhere else with a new password', async () => {
    await join('anna@example.org');
    const here = await signedIn('anna@example.org');
    const copy = new Browser();
    copy.keep([...here.jar].map(([name, value]) => `${name}=${value}`));
    const there = await signedIn('anna@example.org');

    const short = identity().ownAccount.changePassword(PASSWORD, 'too short', here.visit());
    await expect(short).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const guessed = identity().ownAccount.changePassword('a guess of it', 'eight blue bottles', here.visit());
    await expect(guessed).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    here.keep(await identity().ownAccount.changePassword(PASSWORD, 'eight blue bottles', here.visit()));

    expect([await isIn(here), await isIn(there), await isIn(copy)]).toEqual([true, false, false]);
    await expect(signedIn('anna@example.org')).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  it.each([
    ['sessions', (browser: Browser) => identity().ownAccount.sessions(browser.visit())],
    ['endSession', (browser: Browser) => identity().ownAccount.endSession('x', browser.visit())],
    ['newSecondFactor', (browser: Browser) => identity().ownAccount.newSecondFactor(PASSWORD, browser.visit())],
    ['changePassword', (browser: Browser) => identity().ownAccount.changePassword(PASSWORD, PASSWORD, browser.visit())],
  ])('does %s for nobody who is not signed in', async (_act, tried) => {
    await join('anna@example.org');
    await expect(tried(new Browser())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
