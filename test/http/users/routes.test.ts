import { describe, expect, it } from '@jest/globals';
import type { Grant } from '../../../src/model/principal.ts';
import { PASSWORD, secretIn } from '../../identity/support/use-identity.ts';
import { OURS, useServer } from '../support/with-identity.ts';

const AUDITOR: Grant[] = [{ tenant: 'hubspot-1', role: 'auditor' }];

describe('http/users/routes', () => {
  const { server, join, signedIn, identity, actions } = useServer();

  it('invites somebody by a link that the answer alone holds', async () => {
    await join('anna@example.org');
    const anna = await signedIn('anna@example.org');
    const answer = await anna.send('POST', '/api/v1/users', { email: 'b@example.org', grants: AUDITOR });
    const { url } = (await answer.json()) as { url: string };

    expect(await (await anna.get('/api/v1/invitations')).json()).toMatchObject({ data: [{ email: 'b@example.org' }] });
    const form = new URLSearchParams({ token: secretIn(url), name: 'Bert', password: PASSWORD });
    const joined = await fetch(`${server().url}/invitation`, {
      method: 'POST',
      redirect: 'manual',
      headers: OURS,
      body: form,
    });
    expect([joined.status, joined.headers.get('location')]).toEqual([303, '/']);
    expect(await (await anna.get('/api/v1/users')).json()).toMatchObject({
      data: [{ email: 'anna@example.org' }, { email: 'b@example.org', grants: AUDITOR, secondFactor: false }],
    });
    expect(server().logged()).not.toContain(secretIn(url));
  });

  it('lets a change of grants count from the next request', async () => {
    await join('anna@example.org');
    const id = await join('bert@example.org');
    const [anna, bert] = [await signedIn('anna@example.org'), await signedIn('bert@example.org')];
    expect((await bert.get('/api/v1/users')).status).toBe(200);

    const changed = await anna.send('PATCH', `/api/v1/users/${id}`, { grants: AUDITOR });

    expect(await changed.json()).toMatchObject({ grants: AUDITOR });
    expect((await bert.get('/api/v1/users')).status).toBe(403);
    expect(await (await bert.get('/api/v1/account')).json()).toMatchObject({ grants: AUDITOR });
  });

  it('ends the session of who is removed', async () => {
    await join('anna@example.org');
    const id = await join('bert@example.org');
    const [anna, bert] = [await signedIn('anna@example.org'), await signedIn('bert@example.org')];
    expect((await anna.send('DELETE', `/api/v1/users/${id}`)).status).toBe(204);
    expect((await bert.get('/api/v1/account')).status).toBe(401);
  });

  it('keeps a last administrator', async () => {
    const id = await join('anna@example.org');
    const anna = await signedIn('anna@example.org');
    expect((await anna.send('DELETE', `/api/v1/users/${id}`)).status).toBe(409);
    expect((await anna.send('PATCH', `/api/v1/users/${id}`, { grants: [] })).status).toBe(409);
  });

  it.each([
    ['nobody', undefined, 401],
    ['an officer of everything', [{ tenant: '*', role: 'officer' as const }], 403],
    ['an administrator of one tenant', [{ tenant: 'hubspot-1', role: 'admin' as const }], 403],
  ])('is closed to %s', async (_who, grants, status) => {
    const admin = await join('anna@example.org');
    await join('bert@example.org', grants ?? AUDITOR);
    const { cookie } = grants ? await signedIn('bert@example.org') : { cookie: '' };
    const before = (await actions()).length;
    for (const [method, path, body] of [
      ['GET', '/users', undefined],
      ['POST', '/users', { email: 'x@example.org', grants: AUDITOR }],
      ['GET', '/invitations', undefined],
      ['DELETE', '/invitations/x', undefined],
      ['PATCH', `/users/${admin}`, { grants: AUDITOR }],
      ['DELETE', `/users/${admin}`, undefined],
      ['POST', `/users/${admin}/password-link`, undefined],
      ['DELETE', `/users/${admin}/second-factor`, undefined],
    ] as const) {
      const answer = await server().send(method, `/api/v1${path}`, body, { ...OURS, ...(cookie && { cookie }) });
      expect([path, answer.status]).toEqual([path, status]);
    }
    expect((await actions()).length).toBe(before);
    expect(await identity().people.list()).toHaveLength(2);
  });

  it('refuses an id that is none', async () => {
    await join('anna@example.org');
    const anna = await signedIn('anna@example.org');
    expect((await anna.send('DELETE', '/api/v1/users/a%00b')).status).toBe(400);
    expect((await anna.send('DELETE', '/api/v1/account/sessions/a%00b')).status).toBe(400);
    expect((await anna.send('DELETE', '/api/v1/users/unknown')).status).toBe(404);
  });

  it.each([
    ['no address', { email: 'b', grants: AUDITOR }],
    ['no grant', { email: 'b@example.org', grants: [] }],
    ['a role that is none', { email: 'b@example.org', grants: [{ tenant: '*', role: 'root' }] }],
    ['two roles for one tenant', { email: 'b@example.org', grants: [...AUDITOR, ...AUDITOR] }],
    ['a password for somebody else', { email: 'b@example.org', grants: AUDITOR, password: PASSWORD }],
  ])('refuses an invitation with %s', async (_what, body) => {
    await join('anna@example.org');
    const anna = await signedIn('anna@example.org');
    expect((await anna.send('POST', '/api/v1/users', body)).status).toBe(400);
  });
});
