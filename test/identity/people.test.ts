import { describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/store/schema.ts';
import { databases } from '../support/databases.ts';
import { Browser } from './support/browser.ts';
import { BY as by, EVERYTHING, openIdentityOf, PASSWORD, secretIn, useIdentity } from './support/use-identity.ts';

const AUDITOR = [{ tenant: 'hubspot-1', role: 'auditor' as const }];

describe.each(databases)('identity/people on %s', (_name, make) => {
  const { identity, database, acts, actions, join, signedIn } = useIdentity(make);
  const first = { name: 'Anna', email: 'anna@example.org', password: PASSWORD };

  it('gives the first administrator a link that works once', async () => {
    const secret = secretIn((await identity().people.firstAdminLink())!);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    await identity().people.accept(secret, first);

    const browser = await signedIn('anna@example.org');
    expect((await identity().personOf(browser.visit()))?.principal.grants).toEqual(EVERYTHING);
    expect(await identity().people.firstAdminLink()).toBeUndefined();
    const again = identity().people.accept(secret, { ...first, email: 'mallory@example.org' });
    await expect(again).rejects.toMatchObject({ code: 'LINK_USED_UP' });
  });

  it('lets one of several first links win, also when they are used at the same moment', async () => {
    const other = await openIdentityOf(database());
    const links = [await identity().people.firstAdminLink(), await other.people.firstAdminLink()];
    const tries = links.map((link, i) =>
      identity().people.accept(secretIn(link!), { ...first, email: `admin-${i}@example.org` }),
    );
    const codes = await Promise.all(
      tries.map((one) =>
        one.then(
          () => 'in',
          (error: { code?: string }) => error.code,
        ),
      ),
    );
    expect(codes.toSorted()).toEqual(['LINK_USED_UP', 'in']);
    expect(await identity().people.list()).toHaveLength(1);
  });

  it('invites people to what they may do, and uses each invitation once', async () => {
    const { url, invitation } = await identity().people.invite('Bert@Example.org', AUDITOR, by);
    const accept = () => identity().people.accept(secretIn(url), { name: 'Bert', password: PASSWORD });
    expect(await identity().people.opened(secretIn(url))).toEqual(invitation);

    const outcomes = await Promise.allSettled([accept(), accept(), accept()]);

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await identity().people.list()).toMatchObject([{ email: 'bert@example.org', grants: AUDITOR }]);
    await expect(identity().people.opened(secretIn(url))).rejects.toMatchObject({ code: 'LINK_USED_UP' });
    expect(await identity().people.invitations()).toEqual([]);
  });

  it('keeps the digest of a link only, and tells the audit log neither link nor password', async () => {
    const { url } = await identity().people.invite('bert@example.org', AUDITOR, by);
    const rows = await database().db.selectFrom('invitations').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secretIn(url));
    await identity().people.accept(secretIn(url), { name: 'Bert', password: PASSWORD });
    expect(JSON.stringify(await acts())).not.toContain(secretIn(url));
    const dump = await Promise.all(
      (['users', 'user_accounts', 'user_sessions', 'invitations', 'sign_in_failures'] as const).map((table) =>
        database().db.selectFrom(table).selectAll().execute(),
      ),
    );
    expect(JSON.stringify(dump)).not.toContain(PASSWORD);
  });

  it.each([
    ['that has run out', () => sql`update invitations set expires_at = now() - interval '1 second'`],
    ['that an administrator withdrew', () => sql`delete from invitations`],
  ])('refuses an invitation %s', async (_what, meanwhile) => {
    const { url } = await identity().people.invite('bert@example.org', AUDITOR, by);
    await meanwhile().execute(database().db);
    const tried = identity().people.accept(secretIn(url), { name: 'Bert', password: PASSWORD });
    await expect(tried).rejects.toMatchObject({ code: 'LINK_USED_UP' });
  });

  it('replaces an older invitation of the same person', async () => {
    const old = await identity().people.invite('bert@example.org', EVERYTHING, by);
    const { url } = await identity().people.invite('bert@example.org', AUDITOR, by);
    const tried = identity().people.accept(secretIn(old.url), { name: 'Bert', password: PASSWORD });
    await expect(tried).rejects.toMatchObject({ code: 'LINK_USED_UP' });
    await identity().people.accept(secretIn(url), { name: 'Bert', password: PASSWORD });
    expect(await identity().people.list()).toMatchObject([{ grants: AUDITOR }]);
  });

  it.each(['elevenchars', '', undefined, 'x'.repeat(129)])(
    'wants a password of twelve characters, and the link lives on when it was %j',
    async (password) => {
      const { url } = await identity().people.invite('bert@example.org', AUDITOR, by);
      const tried = identity().people.accept(secretIn(url), {
        name: 'Bert',
        ...(password !== undefined && { password }),
      });
      await expect(tried).rejects.toMatchObject({ code: 'INPUT_INVALID' });
      await identity().people.accept(secretIn(url), { name: 'Bert', password: PASSWORD });
    },
  );

  it('lets nobody in twice under one address', async () => {
    await join('bert@example.org', AUDITOR);
    await expect(identity().people.invite('BERT@example.org', EVERYTHING, by)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const secret = secretIn((await identity().people.firstAdminLink())!);
    const tried = identity().people.accept(secret, { ...first, email: 'bert@example.org' });
    await expect(tried).rejects.toMatchObject({ code: 'CONFLICT' });
    await identity().people.accept(secret, first);
  });

  it('sets a new password by a link, and ends what was open with the old one', async () => {
    const id = await join('bert@example.org', AUDITOR);
    const browser = await signedIn('bert@example.org');
    const { url } = await identity().people.resetLink(id, by);
    await identity().people.accept(secretIn(url), { name: 'ignored', password: 'nine brown bottles' });

    expect(await identity().personOf(browser.visit())).toBeUndefined();
    const fresh = new Browser();
    const { cookies } = await identity().signIn.withPassword('bert@example.org', 'nine brown bottles', fresh.visit());
    expect(cookies).toHaveLength(1);
    expect(await actions()).toEqual([
      'user.invited',
      'user.joined',
      'user.signed-in',
      'user.password-link-made',
      'user.password-reset',
      'user.signed-in',
    ]);
  });

  it('ends the sessions of who is removed, at once', async () => {
    await join('anna@example.org');
    const id = await join('bert@example.org', AUDITOR);
    const browser = await signedIn('bert@example.org');

    await identity().people.remove(id, by);

    expect(await identity().personOf(browser.visit())).toBeUndefined();
    await expect(signedIn('bert@example.org')).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect(await acts()).toContainEqual(
      expect.objectContaining({
        actor: by,
        action: 'user.removed',
        target: id,
        details: { email: 'bert@example.org' },
      }),
    );
    const left = await database().db.selectFrom('user_grants').selectAll().where('user_id', '=', id).execute();
    expect(left).toEqual([]);
  });

  it('always keeps somebody who may do everything, also when two remove each other', async () => {
    const anna = await join('anna@example.org');
    await expect(identity().people.remove(anna, by)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(identity().people.changeGrants(anna, AUDITOR, by)).rejects.toMatchObject({ code: 'CONFLICT' });

    const bert = await join('bert@example.org');
    const outcomes = await Promise.allSettled([identity().people.remove(anna, by), identity().people.remove(bert, by)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await identity().people.list()).toHaveLength(1);
  });

  it.each([
    ['changeGrants', () => identity().people.changeGrants('nobody', AUDITOR, by)],
    ['remove', () => identity().people.remove('nobody', by)],
    ['resetLink', () => identity().people.resetLink('nobody', by)],
    ['withdraw', () => identity().people.withdraw('nothing', by)],
  ])('says so when %s concerns nobody', async (_act, tried) => {
    await expect(tried()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await acts()).toEqual([]);
  });
});

describe('identity/people on PostgreSQL 18, with another administrator at work', () => {
  const [, [, postgres]] = databases;
  const { identity, database, join } = useIdentity(postgres);

  it('waits for who takes a right away, and then keeps the last administrator', async () => {
    const anna = await join('anna@example.org');
    const bert = await join('bert@example.org');
    const { db } = database();
    let removal: Promise<unknown> | undefined;

    await db.transaction().execute(async (other) => {
      await other.deleteFrom('user_grants').where('user_id', '=', anna).execute();
      removal = identity()
        .people.remove(bert, by)
        .then(
          () => 'removed',
          (error: { code?: string }) => error.code,
        );
      await Promise.race([removal, someoneWaits(db)]);
    });

    expect(await removal).toBe('CONFLICT');
    expect(await identity().people.list()).toHaveLength(2);
  });
});

/** Until a connection waits for a lock of another one. */
async function someoneWaits(db: Kysely<Database>): Promise<void> {
  for (let isWaiting = false; !isWaiting;) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`.execute(db);
    isWaiting = (rows[0]?.n ?? 0) > 0;
  }
}
