import { describe, expect, it } from '@jest/globals';
import { codeFor } from '../../identity/support/authenticator.ts';
import { BY, PASSWORD } from '../../identity/support/use-identity.ts';
import { cookieIn, OURS, useServer } from '../support/with-identity.ts';

describe('http/account/routes', () => {
  const { server, database, identity, join, signedIn } = useServer();
  const email = 'anna@example.org';

  it('signs in, says who one is, and signs out', async () => {
    const id = await join(email);
    const anna = await signedIn(email);
    expect(await anna.answer.json()).toEqual({ needsSecondFactor: false });
    expect(await (await anna.get('/api/v1/account')).json()).toMatchObject({ id, kind: 'user' });

    expect((await anna.send('POST', '/api/v1/account/sign-out')).status).toBe(204);
    expect((await anna.get('/api/v1/account')).status).toBe(401);
  });

  it('knows an API token, and gives it no session', async () => {
    const wanted = { tenant: '*', role: 'auditor' as const, name: 'Reports' };
    const { token } = await database().store.tokens.create(wanted, BY);
    const headers = { authorization: `Bearer ${token}` };
    expect(await (await server().get('/api/v1/account', headers)).json()).toMatchObject({ kind: 'token' });
    expect((await server().get('/api/v1/account/sessions', headers)).status).toBe(401);
  });

  it.each(['Bearer', 'Bearer nonsense', 'Basic YTpi', 'Bearer aiinv_wrong'])(
    'does not fall back to the cookie when %j is sent',
    async (authorization) => {
      await join(email);
      const { cookie } = await signedIn(email);
      expect((await server().get('/api/v1/account', { cookie, authorization })).status).toBe(401);
    },
  );

  it.each([
    ['nobody says from where', {}],
    ['it comes from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['it comes from a sister site', { origin: 'https://blog.example', 'sec-fetch-site': 'same-site' }],
  ])('changes nothing by cookie when %s', async (_what, headers) => {
    await join(email);
    const anna = await signedIn(email);
    const invite = { email: 'b@example.org', grants: [{ tenant: '*', role: 'admin' }] };
    for (const [method, path, body] of [
      ['POST', '/api/v1/users', invite],
      ['DELETE', '/api/v1/account/sessions', undefined],
      ['PUT', '/api/v1/account/password', { currentPassword: PASSWORD, newPassword: 'nine brown bottles' }],
    ] as const) {
      expect((await anna.send(method, path, body, headers)).status).toBe(403);
    }
    expect((await anna.send('POST', '/api/v1/users', invite)).status).toBe(201);
  });

  it('is the same answer for a wrong name and a wrong password, without the password in it', async () => {
    await join(email);
    const answers = await Promise.all(
      [
        [email, 'wrong password 1'],
        ['nobody@example.org', 'wrong password 1'],
      ].map(async ([who, password]) => {
        const answer = await server().send('POST', '/api/v1/account/sign-in', { email: who, password }, OURS);
        const { requestId: _id, ...problem } = (await answer.json()) as Record<string, unknown>;
        return [answer.status, problem, answer.headers.getSetCookie()];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject([401, { code: 'SIGN_IN_REFUSED' }, []]);
    expect(server().logged()).not.toMatch(/wrong password|anna@|nobody@/);
  });

  it('sets up a second factor and asks for it from then on', async () => {
    await join(email);
    const anna = await signedIn(email);
    const made = await anna.send('POST', '/api/v1/account/second-factor', { password: PASSWORD });
    const { uri, recoveryCodes } = (await made.json()) as { uri: string; recoveryCodes: string[] };
    expect([made.status, recoveryCodes.length]).toEqual([201, 10]);
    const confirmed = await anna.send('POST', '/api/v1/account/second-factor/confirm', { code: codeFor(uri) });
    expect(confirmed.status).toBe(204);

    const again = await signedIn(email);
    expect(await again.answer.json()).toEqual({ needsSecondFactor: true });
    expect((await again.get('/api/v1/account')).status).toBe(401);
    const code = { code: codeFor(uri) };
    const answer = await server().send('POST', '/api/v1/account/sign-in/code', code, { ...OURS, cookie: again.cookie });
    expect((await server().get('/api/v1/account', { cookie: cookieIn(answer) })).status).toBe(200);
    expect(server().logged()).not.toContain(new URL(uri).searchParams.get('secret'));
  });

  it('lists and ends sessions', async () => {
    await join(email);
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const { data } = (await (await here.get('/api/v1/account/sessions')).json()) as {
      data: { id: string; isThis: boolean }[];
    };
    const other = data.find(({ isThis }) => !isThis)!;
    expect((await here.send('DELETE', `/api/v1/account/sessions/${other.id}`)).status).toBe(204);
    expect((await there.get('/api/v1/account')).status).toBe(401);
    expect((await here.get('/api/v1/account')).status).toBe(200);
  });

  it('opens no other door of what is behind it', async () => {
    const admin = await join(email);
    const anna = await signedIn(email);
    for (const path of [
      'sign-up/email',
      'update-user',
      'delete-user',
      'change-email',
      'get-session',
      'list-sessions',
    ]) {
      const body = { email: 'x@example.org', password: PASSWORD, name: 'X' };
      expect((await anna.send('POST', `/api/v1/auth/${path}`, body)).status).toBe(404);
    }
    expect((await identity().people.list()).map(({ id }) => id)).toEqual([admin]);
  });
});
