import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { SugarClient } from '../../../connectors/sugarcrm/client.ts';
import { ManualClock } from '../../pull/transport/support/manual-clock.ts';
import { reply, serve } from '../../pull/transport/support/server.ts';
import { MAX_TRIES } from '../../../src/pull/transport/retry.ts';
import { mockOrigin } from '../../support/http-mock.ts';
import { failure, fault, grantedAs, ORIGIN, signIn, sugarApi, testClient } from './support/sugar.ts';

const Thing = z.object({ id: z.string() });
const ask = { what: 'things', right: 'admin user' };
const listAsk = { ...ask, fields: ['name'] };

async function collect(client: SugarClient, options: object = {}) {
  const pages = [];
  for await (const page of client.list('Things', Thing, { ...listAsk, ...options })) {
    pages.push(page);
  }
  return pages;
}

describe('connectors/sugarcrm/client', () => {
  describe('refusals', () => {
    it.each<[number, object | string, object]>([
      [
        403,
        fault('not_authorized'),
        { code: 'ACCESS_DENIED', grants: ['admin user'], help: 'Let an administrator user scan.' },
      ],
      [403, '<html>forbidden</html>', { code: 'ACCESS_DENIED' }],
      [403, fault('module_disabled'), { code: 'UNAVAILABLE' }],
      [404, fault('no_method'), { code: 'UNAVAILABLE' }],
      [404, fault('not_found'), { code: 'REQUEST_REFUSED', status: 404 }],
      [422, fault('invalid_parameter', 'Unknown field\u001b[31m x'), { code: 'REQUEST_REFUSED', status: 422 }],
      [433, fault('client_outdated'), { code: 'REQUEST_REFUSED' }],
    ])('%s %j', async (status, body, expected) => {
      signIn();
      sugarApi().get('/a').reply(status, body);
      const error = await failure(testClient().get('a', Thing, ask));
      expect(error).toMatchObject(expected);
      expect(String(error)).not.toContain('\u001b');
    });

    it('waits for an instance under maintenance', async () => {
      signIn();
      sugarApi().get('/a').times(2).reply(503, fault('maintenance')).get('/a').reply(200, { id: '1' });
      expect(await testClient().get('a', Thing, ask)).toEqual({ id: '1' });
    });

    it.each([
      ['a web page', 200, '<html>busy</html>', 'VENDOR_UNAVAILABLE'],
      ['a gateway error', 502, '<html>502</html>', 'VENDOR_UNAVAILABLE'],
      ['another shape', 200, { ID: 1 }, 'UNEXPECTED_SHAPE'],
    ])('names what was asked for with %s', async (_, status, body, code) => {
      signIn();
      sugarApi()
        .get('/a')
        .times(code === 'UNEXPECTED_SHAPE' ? 1 : MAX_TRIES)
        .reply(status, body);
      expect(await failure(testClient().get('a', Thing, ask))).toMatchObject({ code });
    });
  });

  describe('list', () => {
    const query = { fields: 'name', order_by: 'id:ASC', max_num: 100 };

    it('follows the offset to its end, over an empty page too', async () => {
      signIn();
      sugarApi()
        .get('/Things')
        .query(query)
        .reply(200, { next_offset: 1, records: [{ id: '1' }] });
      sugarApi()
        .get('/Things')
        .query({ ...query, offset: 1 })
        .reply(200, { next_offset: '20', records: [] });
      sugarApi()
        .get('/Things')
        .query({ ...query, offset: 20 })
        .reply(200, { next_offset: -1, records: [{ id: '2' }] });
      expect(await collect(testClient())).toEqual([
        { items: [{ id: '1' }], quarantined: [], next: 1 },
        { items: [], quarantined: [], next: 20 },
        { items: [{ id: '2' }], quarantined: [] },
      ]);
    });

    it('begins where it is told', async () => {
      signIn();
      sugarApi()
        .get('/Things')
        .query({ ...query, offset: 40 })
        .reply(200, { next_offset: -1, records: [] });
      expect(await collect(testClient(), { offset: 40 })).toHaveLength(1);
    });

    it('quarantines what does not fit, by name and without its values', async () => {
      signIn();
      const records = [{ id: '1' }, { id: 7, name: 'Jane Doe' }, 'odd'];
      sugarApi().get('/Things').query(query).reply(200, { next_offset: -1, records });
      const [page] = await collect(testClient());
      expect(page?.items).toEqual([{ id: '1' }]);
      expect(page?.quarantined.map(({ item }) => item)).toEqual(['7', '#2']);
      expect(JSON.stringify(page)).not.toContain('Jane');
    });

    it('ends a list that announces a page again, with what it gave', async () => {
      signIn();
      sugarApi()
        .get('/Things')
        .query(true)
        .times(2)
        .reply(200, { next_offset: 20, records: [{ id: '1' }] });
      const pages = testClient().list('Things', Thing, listAsk);
      expect((await pages.next()).value).toMatchObject({ next: 20 });
      expect((await pages.next()).value).not.toHaveProperty('next');
      await expect(pages.next()).rejects.toMatchObject({ code: 'UNEXPECTED_SHAPE' });
    });

    it('lets an older version choose the fields that it knows', async () => {
      signIn();
      sugarApi().get('/Things').query(query).reply(422, fault('invalid_parameter', 'Unknown field name'));
      sugarApi()
        .get('/Things')
        .query({ max_num: 100 })
        .reply(200, { next_offset: -1, records: { 0: { id: '1' } } });
      expect(await collect(testClient())).toEqual([{ items: [{ id: '1' }], quarantined: [] }]);
    });
  });

  describe('bulk', () => {
    const sub = (status: number, contents: unknown) => ({ contents, headers: {}, status, status_text: '' });

    it('asks ten at a time, GETs only, and keeps the status of each', async () => {
      signIn();
      const paths = Array.from({ length: 11 }, (_, index) => `Leads/count?n=${index}`);
      sugarApi()
        .post('/bulk', ({ requests }) => requests.length === 10 && requests[3].url === '/v11_23/Leads/count?n=3')
        .reply(
          200,
          Array.from({ length: 10 }, () => sub(200, { record_count: 1 })),
        );
      sugarApi()
        .post('/bulk', { requests: [{ url: '/v11_23/Leads/count?n=10', method: 'GET' }] })
        .reply(200, [sub(403, fault('not_authorized'))]);
      const answers = await testClient().bulk(paths);
      expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 403]);
    });

    it('renews the token for sub-calls that ran out and asks only those again', async () => {
      signIn('old');
      sugarApi()
        .post('/bulk')
        .reply(200, [
          sub(200, { record_count: 1 }),
          sub(401, fault('invalid_grant')),
          sub(422, fault('invalid_parameter')),
        ]);
      sugarApi().post('/oauth2/token').reply(200, grantedAs('new'));
      mockOrigin(`${ORIGIN}/rest/v11_23`, { reqheaders: { 'oauth-token': 'new' } })
        .post('/bulk', { requests: [{ url: '/v11_23/b', method: 'GET' }] })
        .reply(200, [sub(200, '{"record_count":2}')]);
      expect(await testClient().bulk(['a', 'b', 'c'])).toMatchObject([
        { status: 200, body: { record_count: 1 } },
        { status: 200, body: { record_count: 2 } },
        { status: 422 },
      ]);
    });

    it('asks one by one where there are no bundles, and remembers it', async () => {
      signIn();
      sugarApi().post('/bulk').reply(404, fault('no_method'));
      sugarApi().get('/Leads/count').query({ 'filter[0][x][$not_empty]': '' }).reply(200, { record_count: 3 });
      sugarApi().get('/b').reply(403, fault('not_authorized'));
      const client = testClient();
      expect(await client.bulk(['Leads/count?filter[0][x][$not_empty]='])).toEqual([
        { status: 200, body: { record_count: 3 } },
      ]);
      expect(await client.bulk(['b'])).toMatchObject([{ status: 403 }]);
    });

    it('does not take a missing or odd answer for a count', async () => {
      signIn();
      sugarApi().post('/bulk').reply(200, ['odd']);
      expect(await testClient().bulk(['a', 'b'])).toEqual([
        { status: 0, body: undefined },
        { status: 0, body: undefined },
      ]);
    });
  });

  describe('limits', () => {
    const settle = async () => {
      for (let turn = 0; turn < 50; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    };

    it('never sends more than five a second', async () => {
      const clock = new ManualClock();
      const client = testClient({}, {}, clock);
      sugarApi().post('/oauth2/token').reply(200, grantedAs('t'));
      sugarApi().get('/a').times(9).reply(200, { id: '1' });
      let answered = 0;
      const all = Array.from({ length: 9 }, () => client.get('a', Thing, ask).then(() => (answered += 1)));
      const sentBy: number[] = [];
      for (let ms = 0; ms < 2_000; ms += 100) {
        await settle();
        sentBy.push(client.requests);
        await clock.advance(100);
      }
      const inAnySecond = sentBy.map((sent, index) => sent - (sentBy[index - 10] ?? 0));
      expect(Math.max(...inAnySecond)).toBe(5);
      await Promise.all(all);
      expect(answered).toBe(9);
    });

    it('stops for five minutes when connections are cut again and again, and asks nothing more', async () => {
      const server = await serve((request, response) =>
        request.url?.endsWith('/token') ? reply(response, 200, grantedAs('t')) : request.socket.destroy(),
      );
      const clock = new ManualClock({ skip: 9_999 });
      const client = testClient({ url: server.url }, { allow: ['127.0.0.1'] }, clock);
      let ended: { code: string; resetsAt: Date } | undefined;
      void failure(client.get('a', Thing, ask)).then((error) => (ended = error as typeof ended));
      while (!ended) {
        await settle();
        await clock.advance(15_000);
      }
      expect(ended.code).toBe('RATE_LIMITED');
      expect(ended.resetsAt.getTime()).toBeGreaterThanOrEqual(clock.now() + 300_000 - 60_000);
      expect(await failure(client.get('b', Thing, ask))).toMatchObject({ code: 'RATE_LIMITED' });
      expect(server.seen.length).toBeLessThanOrEqual(6);
      await server.close();
    });
  });
});
