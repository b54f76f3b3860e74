import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addUntried, deliver, type DeliveryOptions } from '../../src/jobs/delivery-worker.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { SYSTEM } from '../../src/model/audit.ts';
import type { DigestFrequency } from '../../src/model/change.ts';
import type { Language } from '../../src/model/message.ts';
import { makeMailer, type Mailer } from '../../src/notify/mail.ts';
import { answersTo } from '../../src/normalise/declare.ts';
import { changesOf } from '../../src/scan/changes.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { makeWords } from '../../src/words.ts';
import { startSmtp } from '../notify/support/smtp.ts';
import { buildAssessment, finish } from '../store/support/build.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const MINUTE_MS = 60_000;
const law = loadLaw();

describe.each(databases)('src/jobs/delivery-worker with digests on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  let smtp: Awaited<ReturnType<typeof startSmtp>>;
  let mailer: Mailer;
  let options: DeliveryOptions;
  beforeAll(async () => {
    database = await start();
    smtp = await startSmtp();
    mailer = makeMailer(smtp.url, 'inventory@example.org');
    const words = (language: Language) => makeWords(law, [], language);
    const clock = { now: () => database.clock.now(), monotonic: () => 0, sleep: () => Promise.resolve() };
    options = { store: database.store, clock, words, allow: [], mailer };
  });
  beforeEach(async () => {
    own = database.store.of(await database.store.upsertTenant('hubspot', '1', 'Acme'));
    await own.connections.save({ auth: 'token', credentials: {}, timeZone: 'Europe/Berlin' }, SYSTEM);
    smtp.received.length = 0;
  });
  afterEach(() => database.empty());
  afterAll(async () => {
    mailer.close();
    await smtp.close();
    await database.close();
  });

  const now = () => new Date(database.clock.now());
  const subscribe = (frequency: DigestFrequency, language: Language = 'en') =>
    own.subscriptions.addDigest({ address: `${language}@example.org`, language, frequency }, SYSTEM);
  const scan = (...names: string[]) =>
    finish(own, { features: Object.fromEntries(names.map((name) => [name, {}])), at: now().toISOString() });
  async function say(value: readonly string[]): Promise<void> {
    await own.declarations.add({ key: 'hubspot:workflow:a', fact: 'effect', value, by: SYSTEM });
    await own.features.judgeAgain({
      judge: (feature, declared) => ({ answers: answersTo(feature, declared), assessment: buildAssessment() }),
      describe: changesOf,
      stamps: { rules: '1', law: '1', catalogue: '1', mappings: '1' },
    });
  }
  /** What the workers send when they look now. */
  async function sent(): Promise<string[]> {
    const jobs: Parameters<typeof deliver>[1][] = [];
    await addUntried(database.store, { add: async (_name, data) => void jobs.push(data as (typeof jobs)[0]) });
    smtp.received.length = 0;
    for (const job of jobs) {
      await deliver(options, job, 0);
    }
    return smtp.received.map(({ data }) => data.replace(/=\r\n/g, ''));
  }
  /** To a moment of the account's own clock, which is an hour ahead of UTC. */
  const forwardTo = (iso: string) => database.clock.forward(Date.parse(`${iso}+01:00`) - database.clock.now());

  it('sends one mail a scan to whoever wants to know at once', async () => {
    await subscribe('at-once');
    await scan('a', 'b', 'c');

    const mails = await sent();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('changes: 3');
  });

  it('sends one mail a day, at seven where the account is, with all that changed until then', async () => {
    forwardTo('2026-12-01T06:00:00');
    await subscribe('daily');
    await scan('a');
    forwardTo('2026-12-01T06:59:00');
    await scan('a', 'b');
    expect(await sent()).toEqual([]);

    forwardTo('2026-12-01T07:00:00');
    const mails = await sent();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('changes: 2');
    expect(mails[0]).toMatch(/flow a[^]*flow b/);

    await scan('a', 'b', 'c');
    expect(await own.deliveries.list(1)).toMatchObject([{ dueAt: '2026-12-02T06:00:00.000Z' }]);
    expect(await sent()).toEqual([]);
  });

  it('sends nothing on a day without a change', async () => {
    await subscribe('daily');
    await scan('a');
    forwardTo('2026-12-05T07:00:00');
    await sent();
    await scan('a');
    forwardTo('2026-12-08T07:00:00');

    expect(await sent()).toEqual([]);
  });

  it('collects for ten minutes what somebody says, question by question', async () => {
    await scan('a');
    await subscribe('at-once');
    await say(['hiring']);
    database.clock.forward(5 * MINUTE_MS);
    await say(['none']);
    expect(await sent()).toEqual([]);

    database.clock.forward(5 * MINUTE_MS);
    const mails = await sent();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('changes: 2');
  });

  it('begins another mail for what changes after the first was tried', async () => {
    await subscribe('at-once');
    await scan('a');
    smtp.refuseWith('451 come back later');
    await expect(sent()).rejects.toThrow();
    smtp.refuseWith();
    await scan('a', 'b');

    const mails = await sent();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('changes: 1');
  });

  it.each<[Language, string]>([
    ['en', 'has changed; changes: 1.'],
    ['de', 'hat sich etwas ge'],
    ['fr', 'a chang'],
    ['es', 'ha cambiado; cambios: 1.'],
  ])('writes the day’s mail in %s', async (language, words) => {
    await subscribe('daily', language);
    await scan('a');
    database.clock.forward(24 * 60 * MINUTE_MS);

    expect((await sent())[0]).toContain(words);
    expect(smtp.received).toMatchObject([{ to: [`<${language}@example.org>`] }]);
  });
});
