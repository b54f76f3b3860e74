import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addUntried, deliver, type DeliveryOptions } from '../../src/jobs/delivery-worker.ts';
import { DELIVERY_TRIES } from '../../src/jobs/queue.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { SecretUnreadable } from '../../src/kit/errors.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { SYSTEM } from '../../src/model/audit.ts';
import type { Mail } from '../../src/notify/mail.ts';
import { isSigned, SIGNATURE_HEADER } from '../../src/notify/webhook.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { makeWords } from '../../src/words.ts';
import { finish } from '../store/support/build.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const law = loadLaw();

describe.each(databases)('src/jobs/delivery-worker on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  let server: Server;
  let url: string;
  let status = 200;
  const received: { body: string; signature: string }[] = [];
  const mails: Mail[] = [];
  let options: DeliveryOptions;
  beforeAll(async () => {
    database = await start();
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        received.push({ body, signature: String(request.headers[SIGNATURE_HEADER]) });
        response.writeHead(status).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    options = {
      store: database.store,
      clock: systemClock,
      words: (language) => makeWords(law, [], language),
      allow: ['127.0.0.1'],
      mailer: {
        send: async (mail) => {
          mails.push(mail);
          return { ok: true, again: false, answer: '250 ok' };
        },
        close: () => undefined,
      },
    };
  });
  beforeEach(async () => {
    own = database.store.of(await database.store.upsertTenant('hubspot', '1'));
    status = 200;
    received.length = 0;
    mails.length = 0;
  });
  afterEach(() => database.empty());
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await database.close();
  });

  /** As the queue does each job once. */
  async function work(retries = 0): Promise<string[]> {
    const jobs: { tenant: string; delivery: number }[] = [];
    await addUntried(database.store, { add: async (_name, data) => void jobs.push(data as (typeof jobs)[0]) });
    const tried = await Promise.allSettled(jobs.map((job) => deliver(options, job, retries)));
    return tried.map((one) => one.status);
  }
  const states = async () =>
    (await own.deliveries.list()).map(({ channel, state, tries }) => `${channel} ${state} ${tries}`);

  it('tells a webhook what a scan changed, signed with its secret', async () => {
    const { secret } = await own.subscriptions.addWebhook(url, SYSTEM);
    const { id } = await finish(own, { features: { a: { tier: 'high' }, b: {} } });

    expect(await work()).toEqual(['fulfilled']);
    const [{ body, signature }] = received as [(typeof received)[0]];
    expect(JSON.parse(body)).toMatchObject({
      type: 'inventory.changed',
      tenant: { id: 'hubspot-1' },
      scan: id,
      changes: [
        { what: 'new', key: 'hubspot:workflow:a', after: { tier: 'high' }, text: ['New: high-risk.'] },
        { what: 'new', key: 'hubspot:workflow:b' },
      ],
      more: 0,
    });
    expect(isSigned(secret, body, signature, Date.now())).toBe(true);
    expect(await states()).toEqual(['webhook delivered 1']);
    expect(await work()).toEqual([]);
  });

  it('tells a person in her language', async () => {
    await own.subscriptions.addDigest({ address: 'ada@example.org', language: 'de', frequency: 'at-once' }, SYSTEM);
    await finish(own, { features: { a: { tier: 'high' } } });

    await work();

    expect(mails).toMatchObject([{ to: 'ada@example.org', subject: expect.stringContaining('1 Änderungen') }]);
    expect(await states()).toEqual(['mail delivered 1']);
  });

  it('tells nobody when nothing changed, and of the next change only', async () => {
    await finish(own, { features: { a: {} } });
    await own.subscriptions.addWebhook(url, SYSTEM);
    await finish(own, { features: { a: {} } });
    expect(await work()).toEqual([]);

    await finish(own, { features: {} });
    await work();

    expect(received.map(({ body }) => (JSON.parse(body) as { changes: object[] }).changes)).toMatchObject([
      [{ what: 'gone' }],
    ]);
  });

  it('says how many changes it leaves out', async () => {
    await own.subscriptions.addWebhook(url, SYSTEM);
    await finish(own, { features: Object.fromEntries(Array.from({ length: 130 }, (_item, i) => [`f${i}`, {}])) });

    await work();

    const { changes, more } = JSON.parse(received[0]!.body) as { changes: object[]; more: number };
    expect([changes.length, more]).toEqual([100, 30]);
  });

  it('leaves what failed to the queue, and shows it as failed when the queue gives up', async () => {
    await own.subscriptions.addWebhook(url, SYSTEM);
    await finish(own, { features: { a: {} } });
    status = 503;

    expect(await work()).toEqual(['rejected']);
    expect(await states()).toEqual(['webhook waiting 1']);
    const id = (await own.deliveries.list())[0]!.id;
    await deliver(options, { tenant: 'hubspot-1', delivery: id }, DELIVERY_TRIES - 1);

    expect(await own.deliveries.list()).toMatchObject([{ state: 'failed', tries: 2, answer: 'status 503' }]);
  });

  it('sends once, also when two jobs stand for one delivery', async () => {
    await own.subscriptions.addWebhook(url, SYSTEM);
    await finish(own, { features: { a: {} } });
    const job = { tenant: 'hubspot-1', delivery: (await own.deliveries.list())[0]!.id };

    await Promise.all([deliver(options, job, 0), deliver(options, job, 0)]);

    expect(received).toHaveLength(1);
    expect(await states()).toEqual(['webhook delivered 1']);
  });

  it('says why when the secret to sign with cannot be opened, and shows it as failed at the last try', async () => {
    await own.subscriptions.addWebhook(url, SYSTEM);
    await finish(own, { features: { a: {} } });
    await database.db.updateTable('webhooks').set({ secret: 'v1.gone.x.y' }).execute();
    const job = { tenant: 'hubspot-1', delivery: (await own.deliveries.list())[0]!.id };

    for (const [retries, state] of [
      [0, 'waiting'],
      [DELIVERY_TRIES - 1, 'failed'],
    ] as const) {
      await expect(deliver(options, job, retries)).rejects.toThrow(SecretUnreadable);
      expect(await own.deliveries.list()).toMatchObject([
        { state, answer: expect.stringContaining('cannot be opened') },
      ]);
    }
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['the receiver is gone for good', async () => void (status = 410), /410/],
    ['the address may not be called', async () => void (options = { ...options, allow: [] }), /not allowed/],
    [
      'it was removed meanwhile',
      async () => own.subscriptions.remove((await own.subscriptions.webhooks())[0]!.id, SYSTEM),
      /removed/,
    ],
  ])('gives up at once when %s', async (_case, before, answer) => {
    const kept = options;
    await own.subscriptions.addWebhook(url, SYSTEM);
    await finish(own, { features: { a: {} } });
    await before();

    expect(await work()).toEqual(['fulfilled']);
    expect(await own.deliveries.list()).toMatchObject([{ state: 'failed', answer: expect.stringMatching(answer) }]);
    options = kept;
  });

  it('keeps subscriptions apart by tenant, seals secrets, and writes into the audit log who added and removed them', async () => {
    const other = database.store.of(await database.store.upsertTenant('hubspot', '2'));
    const { id, secret } = await own.subscriptions.addWebhook(url, SYSTEM);
    await finish(other, { features: { a: {} } });

    expect(await work()).toEqual([]);
    expect([await other.subscriptions.webhooks(), await other.subscriptions.remove(id, SYSTEM)]).toEqual([[], false]);
    const rows = await database.db.selectFrom('webhooks').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(await own.subscriptions.remove(id, SYSTEM)).toBe(true);
    expect((await own.audit.entries()).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['webhook.added', 'webhook.removed']),
    );
  });
});
