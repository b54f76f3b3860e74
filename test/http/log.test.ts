import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { route } from '../../src/http/route.ts';
import { AuthFailed, VendorUnavailable } from '../../src/kit/errors.ts';
import { as, serve, type TestServer } from './support/server.ts';

const PLANTED = {
  token: 'aiinv_q8Zr4LwTn2VbXc7yKd1sMh5pJf9gRt3u',
  vendorToken: 'pat-eu1-1b2c3d4e-5f60-7182-93a4-b5c6d7e8f901',
  password: 'Correct-Horse-77-Battery',
  email: 'anna.schmidt@example.org',
};

/** A bug with everything in it that a careless driver would put into an error. */
function bug(): Error {
  const error = new Error(`insert failed: password=${PLANTED.password} for ${PLANTED.email}`);
  return Object.assign(error, {
    cause: new Error(`Bearer ${PLANTED.token}`),
    config: { headers: { authorization: `Bearer ${PLANTED.vendorToken}` } },
    parameters: [PLANTED.password, PLANTED.email],
  });
}

const thrown = [
  bug,
  () => new VendorUnavailable(`host said ${PLANTED.vendorToken}`, 503),
  () => new AuthFailed(`${PLANTED.email} is refused`, 'again'),
];
const shape = {
  access: 'signed-in',
  tag: 'Test',
  summary: 'fails',
  answer: z.undefined(),
  body: z.looseObject({}),
  query: z.looseObject({}),
} as const;
const routes = thrown.map((make, index) =>
  route({ ...shape, method: 'post', path: `/throw/${index}/{secret}` }, () => Promise.reject(make())),
);

let server: TestServer;
beforeAll(async () => {
  server = await serve(routes);
});
afterAll(() => server.close());

describe('http/log', () => {
  it('writes one line a request, with nothing of what was in it', async () => {
    const all = Object.values(PLANTED);
    const query = all.map((value, index) => `q${index}=${encodeURIComponent(value)}`).join('&');
    for (const [index] of thrown.entries()) {
      for (const secret of all) {
        const path = `/api/v1/throw/${index}/${encodeURIComponent(secret)}?${query}&token=${PLANTED.token}`;
        await server.send('POST', path, PLANTED, {
          ...as('admin'),
          cookie: `session=${PLANTED.token}`,
          referer: `https://example.org/?password=${PLANTED.password}`,
          'user-agent': PLANTED.email,
          'x-forwarded-for': PLANTED.email,
          'x-request-id': PLANTED.token.slice(0, 64),
        });
      }
    }
    await server.send('POST', '/api/v1/throw/0/x', '{"password":"'.concat(PLANTED.password), as('admin'));
    await server.send('POST', `/${PLANTED.email}`, PLANTED, { authorization: `Bearer ${PLANTED.token}` });

    const lines = server
      .logged()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ msg }) => msg === 'Request')).toHaveLength(thrown.length * all.length + 2);
    expect(lines.some(({ msg }) => msg === 'Request failed')).toBe(true);
    for (const secret of all) {
      expect(server.logged()).not.toContain(secret);
      expect(server.logged()).not.toContain(encodeURIComponent(secret));
    }
    expect(server.logged()).not.toContain('Battery');
  });
});
