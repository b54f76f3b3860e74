import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { FeaturesAnswer } from '#src/http/hubspot/card/schema.ts';
import { known } from '#src/model/fact.ts';
import { changesOf } from '#src/scan/changes.ts';
import type { TenantStore } from '#src/store/store.ts';
import { ADA } from '../../../store/support/actors.ts';
import { buildAssessment, finish, type Said } from '../../../store/support/build.ts';
import { databases, type TestDatabase } from '../../../support/databases.ts';
import { type Answered, serveCard } from './card-server.ts';

const CONTACT = 'features?objectTypeId=0-1&objectId=101';
const URL_OF_B = 'https://svc.example.com/tenants/hubspot-42/features/hubspot%3Aworkflow%3Ab';
const features: NonNullable<Said['features']> = {
  a: { objectType: 'contacts', tier: 'minimal' },
  b: {
    name: 'Score of applicants',
    objectType: 'contacts',
    tier: 'high',
    flags: ['high-risk-review', 'transparency-notice'],
    notice: 'absent',
    verdicts: [
      { rule: 'employment-scoring', outcome: 'flagged', citations: ['Annex III 4(a)'] },
      { rule: 'ai-conversation', outcome: 'needs-review', citations: ['Art. 50(1)'] },
    ],
    facts: { enabled: known(true, 'observed', 'isEnabled'), sending: known('automatic', 'linked', 'actions[1]') },
  },
  c: { objectType: 'deals', tier: 'limited' },
  d: { tier: 'limited', facts: { enabled: known(false, 'observed', 'isEnabled') } },
};
const coverage: NonNullable<Said['coverage']> = [
  { stream: 'workflows', status: 'complete', assets: 4 },
  { stream: 'conversations', status: 'denied', assets: 0, grant: 'conversations.read' },
  { stream: 'forecasts', status: 'failed', assets: 0 },
  { stream: 'sequences', status: 'unavailable', assets: 0 },
  { stream: 'users', status: 'denied', assets: 0, grant: 'settings.users.read' },
];

describe.each(databases)('http/hubspot/card/features on %s', (_, start) => {
  let database: TestDatabase;
  let card: Awaited<ReturnType<typeof serveCard>>;
  let own: TenantStore;
  beforeAll(async () => {
    database = await start();
    card = await serveCard(database);
  });
  beforeEach(async () => {
    await database.empty();
    own = await connected('42');
  });
  afterAll(async () => {
    await card.close();
    await database.close();
  });

  async function connected(account: string): Promise<TenantStore> {
    const tenant = await database.store.upsertTenant('hubspot', account, `Acme ${account}`);
    const found = database.store.of(tenant);
    await found.connections.save({ auth: 'token', credentials: { accessToken: 't' } }, ADA);
    return found;
  }

  /** Every answer that is expected is 200, and as the schema says. */
  function answerIn({ status, body }: Answered): FeaturesAnswer {
    expect(status).toBe(200);
    return FeaturesAnswer.parse(body, { reportInput: true });
  }
  const ask = async (path = CONTACT, about = {}) => answerIn(await card.ask(path, about));
  const names = ({ features: shown = [] }: FeaturesAnswer) => shown.map(({ key }) => key.split(':')[2]).join('');

  it('shows what acts on such a record, gravest first, and what may', async () => {
    await finish(own, { features, coverage });

    const answer = await ask();

    expect(answer).toMatchObject({
      state: 'ready',
      scan: { finishedAt: '2026-11-24T10:00:00.000Z', complete: false, running: null },
      more: 0,
      dashboardUrl: 'https://svc.example.com/tenants/hubspot-42',
    });
    expect(names(answer)).toBe('bda');
    expect(answer.features?.[0]).toEqual({
      key: 'hubspot:workflow:b',
      name: 'Score of applicants',
      kind: 'automation',
      tier: 'high',
      tierLabel: 'High-risk',
      flags: ['high-risk-review', 'transparency-notice'],
      flagLabels: ['Review as high-risk', 'People must be told'],
      notice: 'absent',
      noticeLabel: 'The notice is missing',
      does: 'This workflow can enrol such a record, and a step of it uses n. What it writes goes out without anybody reading it first.',
      why: 'It scores, ranks or decides about candidates or freelancers: high-risk under Annex III 4(a), from the date shown.',
      reading: false,
      how: ['workflow'],
      certain: true,
      enabled: true,
      stale: false,
      url: URL_OF_B,
    });
    expect(answer.features?.[1]).toMatchObject({
      certain: false,
      enabled: false,
      does: expect.stringMatching(
        /It is switched off\. Whether it acts on this record is not known\.$/,
      ) as unknown as string,
    });
  });

  it('says which streams were not read whole, of those that could act on such a record', async () => {
    await finish(own, { features, coverage });

    expect((await ask()).unread).toEqual([
      {
        stream: 'conversations',
        label: 'Chats',
        status: 'denied',
        grant: 'conversations.read',
        text: 'Chats: not looked at, as the permission conversations.read is missing. AI there is not listed here.',
      },
    ]);
    expect((await ask('features?objectTypeId=0-3')).unread).toMatchObject([{ stream: 'forecasts', status: 'failed' }]);
    expect((await ask('features?objectTypeId=2-9')).unread).toEqual([]);
    expect((await ask('features?objectTypeId=0-7')).unread).toMatchObject([
      { stream: 'properties', status: 'not-asked' },
    ]);
  });

  it.each([
    ['de', 'Hochriskant', 'Der Hinweis fehlt', 'Anhang III'],
    ['fr', 'À haut risque', "L'information manque", 'annexe III'],
    ['es', 'Alto riesgo', 'Falta el aviso', 'anexo III'],
    ['tlh', 'High-risk', 'The notice is missing', 'Annex III'],
  ])('speaks %s', async (language, tierLabel, noticeLabel, article) => {
    await finish(own, { features });

    const [shown] = (await ask(`${CONTACT}&language=${language}`)).features ?? [];

    expect(shown).toMatchObject({ tierLabel, noticeLabel, why: expect.stringContaining(article) as unknown as string });
  });

  it('speaks the language of the account where the reader has none that we know', async () => {
    await finish(own, { features });
    await own.connections.speak('de', ADA);

    const said = await Promise.all(['', '&language=xx', '&language=fr'].map((language) => ask(CONTACT + language)));

    expect(said.map((answer) => answer.features?.[0]?.tierLabel)).toEqual([
      'Hochriskant',
      'Hochriskant',
      'À haut risque',
    ]);
  });

  it.each<[string, object, string]>([
    ['an account that nobody connected', { portal: '43' }, 'not-connected'],
    ['the account of another CRM', { portal: '77' }, 'not-connected'],
    ['one that was not scanned yet', { portal: '44' }, 'never-scanned'],
  ])('says of %s that it is', async (_case, about, state) => {
    await finish(own, { features });
    await database.store.upsertTenant('sugarcrm', '77');
    await connected('44');

    const answer = await ask(CONTACT, about);

    expect(answer.state).toBe(state);
    expect(answer.features ?? []).toEqual([]);
  });

  it('shows what was seen before when HubSpot refuses the credentials', async () => {
    const other = await connected('44');
    await finish(own, { features });
    await own.connections.breakOff('refused', ADA);
    await other.connections.breakOff('refused', ADA);

    const [seen, never] = [await ask(), await ask(CONTACT, { portal: '44' })];

    expect([seen.state, names(seen)]).toEqual(['reconnect', 'bda']);
    expect([never.state, never.scan?.finishedAt]).toEqual(['reconnect', null]);
  });

  it('shows what was scanned from a command line, without a connection', async () => {
    await finish(own, { features });
    await own.connections.remove(ADA);

    expect(await ask()).toMatchObject({ state: 'ready' });
  });

  it.each([
    ['none', 'features'],
    ['an empty one', 'features?objectTypeId='],
    ['a name', 'features?objectTypeId=contacts'],
    ['SQL', "features?objectTypeId=0-1'%20or%201%3D1"],
    ['a path', 'features?objectTypeId=0-1%2F..%2F..'],
    ['NUL', 'features?objectTypeId=0-1%00'],
    ['two of them', 'features?objectTypeId=0-1&objectTypeId=0-2'],
    ['a long one', `features?objectTypeId=2-${'9'.repeat(8_000)}`],
    ['words of JavaScript', 'features?objectTypeId=__proto__'],
  ])('has no card for this object type: %s', async (_case, path) => {
    await finish(own, { features });

    expect(await ask(path)).toMatchObject({ state: 'unsupported-object' });
  });

  it.each(['..%2F..', "1'--", '9'.repeat(8_000), '%00', '__proto__'])(
    'never uses the id of a record: %s',
    async (id) => {
      await finish(own, { features });

      expect(names(await ask(`features?objectTypeId=0-1&objectId=${id}`))).toBe('bda');
    },
  );

  it('shows no account another’s entries, also in the next call', async () => {
    const other = await connected('44');
    await finish(own, { features });
    await finish(other, { features: { x: { objectType: 'contacts' } } });

    const said = [];
    for (const portal of ['42', '44', '42']) {
      said.push(names(await ask(CONTACT, { portal })));
    }

    expect(said).toEqual(['bda', 'x', 'bda']);
  });

  it('tells how far the scan is that runs', async () => {
    await finish(own, { features });
    const at = '2026-11-27T11:59:00.000Z';
    await own.requests.add({ kind: 'resync', id: 'open', by: ADA.id, at });
    const waiting = await ask();
    await own.leases.claim('open', at);
    await own.leases.renew('open', { streams: 16, done: 8, requests: 30, reading: [], etaSeconds: 60 });

    expect(waiting.scan?.running).toEqual({ id: 'open', done: null, total: null, requests: 0, etaSeconds: null });
    expect((await ask()).scan?.running).toEqual({ id: 'open', done: 8, total: 16, requests: 30, etaSeconds: 60 });
  });

  describe('what another process has changed', () => {
    let elsewhere: Awaited<ReturnType<typeof serveCard>>;
    beforeEach(async () => {
      elsewhere = await serveCard(database);
      await finish(own, { features });
      await elsewhere.ask(CONTACT);
    });
    const shown = async () => answerIn(await elsewhere.ask(CONTACT));

    it('a scan', async () => {
      await finish(own, { features: { b: features['b']! } });

      expect(names(await shown())).toBe('b');
    });

    it('a judgement on what was declared', async () => {
      const judge = () => ({ answers: {}, assessment: buildAssessment({ tier: 'prohibited' }) });
      const stamps = { rules: '1', law: '1', catalogue: '1', mappings: '1' };
      await own.features.judgeAgain({ judge, describe: changesOf, stamps, key: 'hubspot:workflow:a' });

      expect(names(await shown())).toBe('abd');
    });

    it('a decision', async () => {
      const entry = (await own.features.get('hubspot:workflow:b'))!;
      await own.decisions.add({ kind: 'dispute', reason: 'r', by: ADA }, entry);

      expect((await shown()).features?.[0]?.decision).toEqual({
        kind: 'dispute',
        label: 'Disputed by a person.',
        at: '2026-11-27T10:00:00.000Z',
      });
    });

    it('an account that is gone', async () => {
      await database.store.eraseTenant('hubspot-42', ADA);

      expect(await shown()).toEqual({ state: 'not-connected' });
    });
    afterEach(() => elsewhere.close());
  });

  it('stays far below a megabyte, however long the names', async () => {
    const long = ['A', 'ü', '漢', 'ع', '😀'].map((sign) => sign.repeat(64_000));
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_one, index) => [
        `${index}${long[index % 5]}`,
        { name: long[index % 5]!, objectType: 'contacts', facts: { enabled: known(true, 'observed', 'x') } },
      ]),
    );
    await finish(own, { features: many });

    const answer = await card.ask(CONTACT);

    expect(answerIn(answer)).toMatchObject({ state: 'ready', more: 10 });
    expect(answerIn(answer).features).toHaveLength(50);
    expect(answer.bytes).toBeLessThan(300_000);
  });

  it('shows fifty of ten thousand', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_one, index) => [String(index), { objectType: 'contacts' }]),
    );
    await finish(own, { features: { ...many, b: features['b']! } });

    const answer = await ask();

    expect(answer.features?.[0]?.key).toBe('hubspot:workflow:b');
    expect([answer.features?.length, answer.more]).toEqual([50, 9_951]);
  }, 60_000);

  it('is kept by nobody on the way, and compressed for those who can read it', async () => {
    await finish(own, { features });

    const [plain, packed, not] = [
      await card.ask(CONTACT),
      await fetchPacked('gzip, br'),
      await card.ask(CONTACT, { headers: { 'accept-encoding': 'gzip;q=0' } }),
    ];

    expect(plain.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(packed).toEqual(plain.body);
    expect(not.headers['content-encoding']).toBeUndefined();
  });

  async function fetchPacked(encoding: string): Promise<unknown> {
    const answer = await card.ask(CONTACT, { headers: { 'accept-encoding': encoding }, raw: true });
    return JSON.parse(gunzipSync(answer.body as Buffer).toString());
  }
});
