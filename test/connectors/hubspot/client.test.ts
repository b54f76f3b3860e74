import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Endpoint } from '../../../connectors/hubspot/client.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';

const things: Endpoint = { id: 'things', paths: ['/things/2026-09', '/things/v3'], method: 'GET' };
const thing: Endpoint = { id: 'thing', paths: ['/things/2026-09/{id}', '/things/v3/{id}'], method: 'GET' };
const search: Endpoint = { id: 'search', paths: ['/things/v3/search'], method: 'POST', bucket: 'search' };
const Thing = z.object({ id: z.string() });
const scopes = ['things.read', 'things.all'];

const missingScopes = (named: string[]) => ({
  status: 'error',
  message: 'not granted',
  category: 'MISSING_SCOPES',
  errors: [{ message: 'one of', context: { requiredGranularScopes: named } }],
});
const notFound = { status: 'error', message: 'resource not found', category: 'OBJECT_NOT_FOUND' };

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('connectors/hubspot/client', () => {
  describe('versions of a path', () => {
    it('prefers the dated path and asks it again', async () => {
      hubspotApi().get('/things/2026-09/1').reply(200, { id: '1' }).get('/things/2026-09/2').reply(200, { id: '2' });
      const client = testClient();
      await client.call(thing, Thing, { scopes, params: { id: '1' } });
      expect(await client.call(thing, Thing, { scopes, params: { id: '2' } })).toEqual({ id: '2' });
      expect(client.requests).toBe(2);
    });

    it.each([
      ['HTML', '<pre>Cannot GET /things</pre>'],
      ['JSON', notFound],
    ])('goes on to the numbered path after a 404 in %s, and remembers it', async (_, body) => {
      hubspotApi().get('/things/2026-09/1').reply(404, body).get('/things/v3/1').reply(200, { id: '1' });
      hubspotApi().get('/things/v3/2').reply(200, { id: '2' });
      const client = testClient();
      await client.call(thing, Thing, { scopes, params: { id: '1' } });
      await client.call(thing, Thing, { scopes, params: { id: '2' } });
      expect(client.requests).toBe(3);
    });

    it('takes a 404 of a path that works for that of the item', async () => {
      hubspotApi().get('/things/2026-09/1').reply(200, { id: '1' }).get('/things/2026-09/2').reply(404, notFound);
      const client = testClient();
      await client.call(thing, Thing, { scopes, params: { id: '1' } });
      expect(await failure(client.call(thing, Thing, { scopes, params: { id: '2' } }))).toMatchObject({
        code: 'REQUEST_REFUSED',
        status: 404,
      });
      expect(client.requests).toBe(2);
    });

    it('says unavailable only when no version of a collection exists', async () => {
      hubspotApi().get('/things/2026-09').reply(404).get('/things/v3').reply(404);
      expect(await failure(testClient().call(things, Thing, { scopes }))).toMatchObject({ code: 'UNAVAILABLE' });
    });

    it('does not learn from a server error', async () => {
      hubspotApi().get('/things/2026-09').reply(502, '<html>').get('/things/2026-09').reply(404);
      hubspotApi().get('/things/v3').reply(200, { id: '1' });
      const client = testClient();
      expect(await failure(client.call(things, Thing, { scopes }))).toMatchObject({ code: 'VENDOR_UNAVAILABLE' });
      expect(await client.call(things, Thing, { scopes })).toEqual({ id: '1' });
    });

    it('tries the next version after a refusal that names no scope, and keeps the refusal when that one is missing', async () => {
      hubspotApi().get('/things/2026-09').reply(403, { message: 'beta' }).get('/things/v3').reply(404);
      expect(await failure(testClient().call(things, Thing, { scopes }))).toMatchObject({
        code: 'ACCESS_DENIED',
        grants: scopes,
      });
    });
  });

  describe('refusals', () => {
    it.each([
      [401, { category: 'INVALID_AUTHENTICATION' }, { code: 'AUTH_FAILED' }],
      [530, '<html>', { code: 'AUTH_FAILED' }],
      [403, missingScopes(['other.read']), { code: 'ACCESS_DENIED', grants: ['other.read'] }],
      [403, missingScopes(['a.b', 'things.read']), { code: 'ACCESS_DENIED', grants: ['things.read', 'a.b'] }],
      [403, missingScopes(['<script>']), { code: 'ACCESS_DENIED', grants: scopes }],
      [403, { context: { requiredScopes: ['old.name'] } }, { code: 'ACCESS_DENIED', grants: ['old.name'] }],
      [400, { message: 'bad\u001b[31m', category: 'VALIDATION_ERROR' }, { status: 400, category: 'VALIDATION_ERROR' }],
      [429, { errorType: 'RATE_LIMIT', policyName: 'DAILY' }, { code: 'RATE_LIMITED' }],
      [477, { message: 'migration' }, { code: 'VENDOR_UNAVAILABLE', status: 477 }],
      [503, '<html>', { code: 'VENDOR_UNAVAILABLE', status: 503 }],
    ])('%s %j', async (status, body, expected) => {
      hubspotApi().get('/things/2026-09/1').reply(status, body);
      if (status === 403 && JSON.stringify(body).includes('<script>')) {
        hubspotApi().get('/things/v3/1').reply(status, body);
      }
      const error = await failure(testClient().call(thing, Thing, { scopes, params: { id: '1' } }));
      expect(error).toMatchObject(expected);
      expect(String(error)).not.toContain('\u001b');
    });

    it.each(['', '.', '..'])('never calls another path for the id %j', async (id) => {
      const client = testClient();
      expect(await failure(client.call(thing, Thing, { scopes, params: { id } }))).toMatchObject({
        code: 'UNEXPECTED_SHAPE',
      });
      expect(client.requests).toBe(0);
    });

    it('keeps an id inside its segment', async () => {
      hubspotApi().get('/things/2026-09/1%2F2%3Fx').reply(200, { id: '1' });
      expect(await testClient().call(thing, Thing, { scopes, params: { id: '1/2?x' } })).toEqual({ id: '1' });
    });
  });

  describe('shapes', () => {
    it.each([
      ['another shape', { id: 1 }],
      ['HTML', '<html>'],
      ['a list', []],
    ])('names the endpoint for %s', async (_, body) => {
      hubspotApi().get('/things/2026-09').reply(200, body);
      expect(await failure(testClient().call(things, Thing, { scopes }))).toMatchObject({
        code: 'UNEXPECTED_SHAPE',
        message: expect.stringContaining('things'),
      });
    });
  });

  describe('pages', () => {
    const collect = async (client = testClient(), endpoint = things, options = {}) => {
      const pages = [];
      for await (const page of client.pages(endpoint, Thing, { scopes, ...options })) {
        pages.push(page);
      }
      return pages;
    };

    it('follows the cursor to its end, over an empty page too', async () => {
      hubspotApi()
        .get('/things/2026-09')
        .query({ limit: 100 })
        .reply(200, { results: [{ id: '1' }], total: 2, paging: { next: { after: 'A=', link: 'https://elsewhere' } } })
        .get('/things/2026-09')
        .query({ limit: 100, after: 'A=' })
        .reply(200, { results: [], paging: { next: { after: 7 } } })
        .get('/things/2026-09')
        .query({ limit: 100, after: '7' })
        .reply(200, { results: [{ id: '2' }] });
      expect(await collect()).toEqual([
        { items: [{ id: '1' }], quarantined: [], after: 'A=', total: 2 },
        { items: [], quarantined: [], after: '7' },
        { items: [{ id: '2' }], quarantined: [] },
      ]);
    });

    it('begins where it is told, and sends a POST its cursor in the body', async () => {
      hubspotApi().post('/things/v3/search', { query: 'x', limit: 2, after: 'B' }).reply(200, { results: [] });
      expect(await collect(testClient(), search, { json: { query: 'x' }, limit: 2, after: 'B' })).toHaveLength(1);
    });

    it('quarantines what does not fit, by name and without its values', async () => {
      const results = [{ id: '1' }, { id: 2, email: 'jane@example.com' }, 'odd', { id: '3' }];
      hubspotApi().get('/things/2026-09').query(true).reply(200, { results });
      const [page] = await collect();
      expect(page?.items).toEqual([{ id: '1' }, { id: '3' }]);
      expect(page?.quarantined.map(({ item }) => item)).toEqual(['2', '#2']);
      expect(JSON.stringify(page?.quarantined)).not.toContain('jane');
    });

    it('ends a list that announces a page again, with what it gave', async () => {
      const again = { results: [{ id: '1' }], paging: { next: { after: 'A' } } };
      hubspotApi().get('/things/2026-09').query(true).times(2).reply(200, again);
      const pages = testClient().pages(things, Thing, { scopes });
      expect((await pages.next()).value).toMatchObject({ after: 'A' });
      expect((await pages.next()).value).not.toHaveProperty('after');
      await expect(pages.next()).rejects.toMatchObject({ code: 'UNEXPECTED_SHAPE' });
    });

    it('is refused as a whole when there are no results to read', async () => {
      hubspotApi().get('/things/2026-09').query(true).reply(200, { items: [] });
      await expect(collect()).rejects.toMatchObject({ code: 'UNEXPECTED_SHAPE' });
    });
  });

  describe('list', () => {
    it('sends no limit and follows a page should there be one', async () => {
      hubspotApi()
        .get('/things/2026-09')
        .reply(200, { results: [{ id: '1' }], paging: { next: { after: 'A' } } })
        .get('/things/2026-09')
        .query({ after: 'A' })
        .reply(200, { results: [{ id: '2' }] });
      expect((await testClient().list(things, Thing, { scopes })).items).toEqual([{ id: '1' }, { id: '2' }]);
    });
  });
});
