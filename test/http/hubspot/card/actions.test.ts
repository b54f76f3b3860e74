import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { FoundOnRecord, Live, Wanted } from '#src/http/hubspot/card/live.ts';
import {
  OverviewAnswer,
  ProgressAnswer,
  RecordAnswer,
  RescanAnswer,
  SavedAnswer,
  SettingsAnswer,
} from '#src/http/hubspot/card/schema.ts';
import { AuthFailed } from '#src/kit/errors.ts';
import type { AiFeature } from '#src/model/feature.ts';
import type { TenantStore } from '#src/store/store.ts';
import { ADA } from '../../../store/support/actors.ts';
import { finish, type Said } from '../../../store/support/build.ts';
import { databases, type TestDatabase } from '../../../support/databases.ts';
import { type Asking, serveCard } from './card-server.ts';

const RECORD = 'record?objectTypeId=0-1&objectId=101';
const AT = '2026-11-27T11:00:00.000Z';
const property = (name: string, links: AiFeature['links'] = []) => ({
  asset: { kind: 'property', externalId: `contacts/${name}`, objectType: 'contacts' },
  links,
});
const segment = (id: string, name: string) =>
  ({ relation: 'reads', asset: { kind: 'segment', externalId: id, name }, at: 'reads' }) as const;
const features: NonNullable<Said['features']> = {
  score: property('hs_score', [segment('12', 'Hot'), segment('13', 'Cold')]),
  tier: property('hs_tier'),
  odd: property('no name/'),
  flow: { objectType: 'contacts', tier: 'high', flags: ['high-risk-review'], notice: 'absent' },
  chat: { asset: { kind: 'chatflow', externalId: '51' } },
  chat2: { asset: { kind: 'chatflow', externalId: '52' } },
};
const key = (id: string) => `hubspot:workflow:${id}`;
const NOT_ASKED = { known: false, reason: 'not-asked' };
const DENIED = { known: false, reason: 'denied', grant: 'conversations.read' } as const;
const FAILED = { known: false, reason: 'failed' } as const;
const ALL: FoundOnRecord = {
  properties: { known: true, filled: ['hs_score'], empty: ['hs_tier'] },
  chats: { known: true, count: 3, atLeast: false, accounts: ['51'], everyAccount: true },
  segments: { known: true, segments: ['12', '99'] },
};

describe.each(databases)('http/hubspot/card/actions on %s', (_, start) => {
  let database: TestDatabase;
  let card: Awaited<ReturnType<typeof serveCard>>;
  let own: TenantStore;
  /** What HubSpot would say. */
  let says: { record: FoundOnRecord | Error; admin: boolean | null | Error };
  let wanted: (Wanted | string)[];
  const live: Live = {
    record(_tenant, asked) {
      wanted.push(asked);
      return says.record instanceof Error ? Promise.reject(says.record) : Promise.resolve(says.record);
    },
    isSuperAdmin(tenant, user) {
      wanted.push(`${tenant.id} ${user}`);
      return says.admin instanceof Error ? Promise.reject(says.admin) : Promise.resolve(says.admin);
    },
  };
  beforeAll(async () => {
    database = await start();
    card = await serveCard(database, live);
  });
  beforeEach(async () => {
    await database.empty();
    wanted = [];
    says = { record: ALL, admin: true };
    own = database.store.of(await database.store.upsertTenant('hubspot', '42', 'Acme'));
    await own.connections.save({ auth: 'token', credentials: { accessToken: 't' } }, ADA);
  });
  afterAll(async () => {
    await card.close();
    await database.close();
  });

  async function ask<S extends z.ZodType>(schema: S, path: string, about?: Asking): Promise<z.output<S>> {
    const { status, body } = await card.ask(path, about);
    expect(status).toBe(200);
    return schema.parse(body);
  }
  const refused = () => new AuthFailed('refused', 'again');

  describe('record', () => {
    const record = (path = RECORD, about?: Asking) => ask(RecordAnswer, path, about);

    it('says of each feature whether it shows on the record, and asks for no more than that takes', async () => {
      await finish(own, { features });

      expect(await record()).toEqual({
        state: 'ready',
        present: {
          [key('score')]: { known: true, value: 'set' },
          [key('tier')]: { known: true, value: 'empty' },
          [key('odd')]: NOT_ASKED,
          [key('flow')]: NOT_ASKED,
          [key('chat')]: { known: true, value: 'chatted' },
          [key('chat2')]: { known: true, value: 'not-chatted' },
        },
        chats: { known: true, count: 3, atLeast: false },
        segments: { known: true, names: ['Hot'] },
        mayRescan: true,
      });
      const [asked] = wanted.filter((one) => typeof one !== 'string');
      expect({ ...asked, properties: asked?.properties.toSorted() }).toEqual({
        objectTypeId: '0-1',
        type: 'contacts',
        objectId: '101',
        properties: ['hs_score', 'hs_tier'],
        chats: true,
        segments: true,
      });
      expect(wanted.filter((one) => typeof one === 'string')).toEqual(['hubspot-42 7']);
    });

    it.each<[string, FoundOnRecord, object]>([
      [
        'all was refused or failed',
        { properties: FAILED, chats: DENIED, segments: FAILED },
        {
          present: { [key('score')]: FAILED, [key('chat')]: DENIED, [key('flow')]: NOT_ASKED },
          chats: DENIED,
          segments: FAILED,
        },
      ],
      [
        'there are more chats than were read',
        { ...ALL, chats: { known: true, count: 500, atLeast: true, accounts: ['51'], everyAccount: false } },
        {
          present: { [key('chat')]: { known: true, value: 'chatted' }, [key('chat2')]: NOT_ASKED },
          chats: { known: true, count: 500, atLeast: true },
        },
      ],
      [
        'a chat does not tell its channel',
        { ...ALL, chats: { known: true, count: 3, atLeast: false, accounts: ['51'], everyAccount: false } },
        { present: { [key('chat')]: { known: true, value: 'chatted' }, [key('chat2')]: NOT_ASKED } },
      ],
      [
        'HubSpot leaves a property out of its answer',
        { ...ALL, properties: { known: true, filled: [], empty: ['hs_tier'] } },
        { present: { [key('score')]: FAILED, [key('tier')]: { known: true, value: 'empty' } } },
      ],
    ])('says what is not known when %s', async (_case, record_, expected) => {
      await finish(own, { features });
      says.record = record_;

      expect(await record()).toMatchObject({ state: 'ready', ...expected });
    });

    it('asks of a company neither for chats nor for what acts on others alone', async () => {
      await finish(own, { features });
      says.record = {};

      expect(await record('record?objectTypeId=0-2&objectId=5')).toEqual({
        state: 'ready',
        present: {},
        chats: null,
        segments: null,
        mayRescan: true,
      });
      expect(wanted).toContainEqual(
        expect.objectContaining({ type: 'companies', properties: [], chats: false, segments: false }),
      );
    });

    it('says before the first scan whether this user may ask for one', async () => {
      says.record = {};

      expect(await record()).toMatchObject({ state: 'ready', present: {}, chats: NOT_ASKED, mayRescan: true });
    });

    it.each([true, false, null])('says whether the user may rescan: %s', async (admin) => {
      says.admin = admin;

      expect((await record()).mayRescan).toBe(admin);
    });

    it.each([
      ['a name', 'record?objectTypeId=0-1&objectId=abc'],
      ['none', 'record?objectTypeId=0-1'],
      ['a path', 'record?objectTypeId=0-1&objectId=..%2F..%2Fcompanies%2F1'],
      ['a query', 'record?objectTypeId=0-1&objectId=1%3Fproperties%3Demail'],
      ['two', 'record?objectTypeId=0-1&objectId=1&objectId=2'],
      ['a long one', `record?objectTypeId=0-1&objectId=${'9'.repeat(8_000)}`],
      ['a type that is none', 'record?objectTypeId=contacts&objectId=1'],
    ])('asks HubSpot for nothing by an odd id: %s', async (_case, path) => {
      expect(await record(path)).toEqual({ state: 'unsupported-object' });
      expect(wanted).toEqual([]);
    });

    it('is that of the signed account alone', async () => {
      expect(await record(RECORD, { portal: '43' })).toEqual({ state: 'not-connected' });
      expect(wanted).toEqual([]);
    });

    it('asks nothing where credentials were refused before, and says so when they are now', async () => {
      says.record = refused();
      const now = await record();
      await own.connections.breakOff('refused', ADA);
      wanted = [];

      expect([now, await record()]).toEqual([{ state: 'reconnect' }, { state: 'reconnect' }]);
      expect(wanted).toEqual([]);
    });

    it('asks nothing where only a command line has scanned', async () => {
      await finish(own, { features });
      await own.connections.remove(ADA);

      expect(await record()).toEqual({ state: 'not-connected' });
      expect(wanted).toEqual([]);
    });
  });

  describe('rescan', () => {
    const rescan = (about: Asking = {}) => ask(RescanAnswer, 'rescan', { method: 'POST', body: {}, ...about });
    const open = async () => (await own.scans.list()).map(({ id, requestedBy }) => [id, requestedBy]);

    it('asks for a scan, and joins one that is open', async () => {
      const [first, again] = [await rescan(), await rescan({ user: '8' })];

      expect([first.state, again.state, again.scan]).toEqual(['queued', 'joined', first.scan]);
      expect(await open()).toEqual([[first.scan?.id, 'hubspot:42:7']]);
      const [act] = await own.audit.entries({ limit: 1 });
      expect(act).toMatchObject({
        action: 'scan.requested',
        actor: { kind: 'user', id: 'hubspot:42:7', name: 'HubSpot user 7' },
      });
    });

    it.each<[string, boolean | null | Error, string]>([
      ['is no super admin', false, 'not-allowed'],
      ['is what HubSpot does not say', null, 'not-known'],
      ['is of an account whose credentials are refused', refused(), 'reconnect'],
    ])('asks for none when the user %s', async (_case, admin, state) => {
      says.admin = admin;

      expect(await rescan()).toEqual({ state });
      expect(await open()).toEqual([]);
    });

    it('asks for none in an account that nobody connected, or cannot be reached', async () => {
      const stranger = await rescan({ portal: '43' });
      await own.connections.breakOff('refused', ADA);

      expect([stranger, await rescan()]).toEqual([{ state: 'not-connected' }, { state: 'reconnect' }]);
      expect([wanted, await open()]).toEqual([[], []]);
    });

    it('is no GET', async () => {
      expect((await card.ask('rescan')).status).toBe(404);
      expect(await open()).toEqual([]);
    });

    it('tells how far it is, and how it ended', async () => {
      const { scan } = await rescan();
      const path = `progress?scan=${scan?.id}`;
      const waiting = await ask(ProgressAnswer, path);
      await own.leases.claim(scan!.id, AT);
      await own.leases.renew(scan!.id, { streams: 16, done: 4, requests: 9, reading: [], etaSeconds: 7 });
      const running = await ask(ProgressAnswer, path);
      await own.leases.giveUp(scan!.id, 'failed', AT);

      expect(waiting).toEqual({
        state: 'running',
        done: null,
        total: null,
        requests: 0,
        etaSeconds: null,
        complete: false,
      });
      expect(running).toMatchObject({ state: 'running', done: 4, total: 16, requests: 9, etaSeconds: 7 });
      expect(await ask(ProgressAnswer, path)).toMatchObject({ state: 'failed', complete: false });
    });

    it.each<[string, NonNullable<Said['coverage']>, boolean]>([
      ['whole', [{ stream: 'workflows', status: 'complete', assets: 1 }], true],
      ['in part', [{ stream: 'workflows', status: 'partial', assets: 1 }], false],
    ])('says of a scan that ended whether it was read %s', async (_case, coverage, complete) => {
      const { id } = await finish(own, { coverage });

      expect(await ask(ProgressAnswer, `progress?scan=${id}`)).toMatchObject({ state: 'done', complete });
    });

    it('knows no scan of another account, and none by an odd id', async () => {
      const other = database.store.of(await database.store.upsertTenant('hubspot', '44'));
      const { id } = await finish(other, {});
      const asked = [`scan=${id}`, 'scan=', '', `scan=${'x'.repeat(200)}`, 'scan=a&scan=b', "scan='%20or%201%3D1"];

      for (const query of asked) {
        expect(await ask(ProgressAnswer, `progress?${query}`)).toEqual({ state: 'not-found' });
      }
    });
  });

  describe('overview', () => {
    const overview = (about?: Asking) => ask(OverviewAnswer, 'overview?language=en', about);

    it('shows the whole account', async () => {
      const coverage = [{ stream: 'users', status: 'denied', assets: 0, grant: 'settings.users.read' }] as const;
      await finish(own, { features, coverage: [...coverage], cleared: ['z'] });

      const { features: shown, ...answer } = await overview();

      expect(answer).toMatchObject({
        state: 'ready',
        account: 'Acme',
        scan: { complete: false, running: null },
        counts: { tier: { high: 1, minimal: 5 }, flag: { 'high-risk-review': 1 }, notice: { absent: 1 } },
        examined: { assets: 6, ai: 6, notAi: 1, undetermined: 0 },
        unread: [{ stream: 'users', grant: 'settings.users.read' }],
        more: 0,
        dashboardUrl: 'https://svc.example.com/tenants/hubspot-42',
      });
      expect(shown?.map((one) => one.key)[0]).toBe(key('flow'));
      expect(shown?.every(({ certain }) => certain)).toBe(true);
    });

    it('shows a hundred of many', async () => {
      const many = Object.fromEntries(Array.from({ length: 130 }, (_one, index) => [String(index), {}]));
      await finish(own, { features: many });

      const answer = await overview();

      expect([answer.features?.length, answer.more]).toEqual([100, 30]);
    });

    it('says what there is to say before the first scan, and of no account', async () => {
      expect(await overview()).toMatchObject({ state: 'never-scanned', account: 'Acme', features: [] });
      expect(await overview({ portal: '43' })).toEqual({ state: 'not-connected' });
    });
  });

  describe('settings', () => {
    const settings = (about?: Asking) => ask(SettingsAnswer, 'settings', about);
    const change = (body: unknown, about: Asking = {}) =>
      ask(SavedAnswer, 'settings', { method: 'PUT', body, ...about });

    it('shows the connection, and what each missing permission would show', async () => {
      await finish(own, {
        coverage: [
          { stream: 'workflows', status: 'denied', assets: 0, grant: 'automation' },
          { stream: 'action-types', status: 'denied', assets: 0, grant: 'automation' },
          { stream: 'conversations', status: 'partial', assets: 0, grant: 'conversations.read' },
          { stream: 'emails', status: 'failed', assets: 0 },
        ],
      });

      const { missingScopes, ...answer } = await settings();

      expect(answer).toEqual({
        state: 'ready',
        account: 'Acme',
        connectedAt: '2026-11-27T10:00:00.000Z',
        schedule: null,
        language: 'en',
        mayChange: true,
        reinstallUrl: 'https://svc.example.com/hubspot/install',
      });
      expect(missingScopes?.map(({ scope }) => scope)).toEqual(['automation', 'conversations.read']);
      expect(missingScopes?.[0]?.shows).toBe(
        'It would show workflows with AI steps, and automations that act on AI values. It would show what workflow actions are called, and with it which of them are AI.',
      );
    });

    it.each<[string, () => Promise<unknown>, object]>([
      ['before a scan', () => Promise.resolve(), { state: 'never-scanned', missingScopes: [] }],
      ['refused before', () => own.connections.breakOff('no', ADA), { state: 'reconnect', mayChange: null }],
      [
        'refused now',
        () => Promise.resolve((says.admin = refused())),
        { state: 'reconnect', mayChange: null, account: 'Acme' },
      ],
      ['removed', () => own.connections.remove(ADA), { state: 'not-connected', connectedAt: null, mayChange: null }],
      ['not told who may', () => Promise.resolve((says.admin = null)), { state: 'never-scanned', mayChange: null }],
    ])('shows a connection %s', async (_case, prepare, expected) => {
      await prepare();

      expect(await settings()).toMatchObject(expected);
    });

    it('keeps what a super admin changes, and notes who it was', async () => {
      const schedule = { cron: '0 3 * * *', zone: 'Europe/Berlin' };

      expect(await change({ schedule, language: 'de' })).toEqual({ state: 'saved', schedule, language: 'de' });
      expect(await change({ schedule: null })).toEqual({ state: 'saved', schedule: null, language: 'de' });
      expect(await own.connections.read()).toMatchObject({ timeZone: 'Europe/Berlin', language: 'de' });
      expect((await settings()).language).toBe('de');
      const acts = await own.audit.entries({ limit: 3 });
      expect(acts.map(({ action, actor }) => [action, actor.id])).toEqual([
        ['connection.rescheduled', 'hubspot:42:7'],
        ['connection.language', 'hubspot:42:7'],
        ['connection.rescheduled', 'hubspot:42:7'],
      ]);
    });

    it.each<[string, unknown, string]>([
      ['a schedule that is none', { schedule: { cron: 'daily', zone: 'UTC' } }, 'schedule.cron'],
      ['one that never comes', { schedule: { cron: '0 0 30 2 *', zone: 'UTC' } }, 'schedule.cron'],
      ['a zone that is none', { schedule: { cron: '0 3 * * *', zone: 'Mars' } }, 'schedule.zone'],
      ['a language that we do not speak', { language: 'tlh' }, 'language'],
      ['what is no setting', { tenant: 'hubspot-44' }, ''],
      ['a list', [], ''],
    ])('refuses %s, and changes nothing', async (_case, body, at) => {
      const before = await own.connections.read();

      expect(await change(body)).toEqual({
        state: 'invalid',
        faults: [{ at, fault: expect.any(String) as unknown as string }],
      });
      expect([await own.connections.read(), wanted]).toEqual([before, []]);
    });

    it.each<[string, boolean | null | Error, string]>([
      ['no super admin', false, 'not-allowed'],
      ['unknown', null, 'not-known'],
      ['refused', refused(), 'reconnect'],
    ])('changes nothing for whoever is %s', async (_case, admin, state) => {
      says.admin = admin;

      expect(await change({ language: 'fr' })).toEqual({ state });
      expect((await own.connections.read())?.language).toBeUndefined();
    });

    it('changes no other account', async () => {
      expect(await change({ language: 'fr' }, { portal: '43' })).toEqual({ state: 'not-connected' });
      expect((await own.connections.read())?.language).toBeUndefined();
    });
  });

  it('hears no other address and no other account', async () => {
    expect((await card.ask('secrets')).status).toBe(404);
    expect((await card.ask('Features?objectTypeId=0-1')).status).toBe(404);
    expect((await card.ask('features?objectTypeId=0-1', { portal: '42&portalId=43' })).status).toBe(401);
  });
});
