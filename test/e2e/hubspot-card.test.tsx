import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Alert, LoadingButton, LoadingSpinner, Tile } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { RecordCard } from '../../plugins/hubspot/src/app/shared/record-card.tsx';
import { SERVICE_URL } from '../../plugins/hubspot/src/app/shared/service-url.ts';
import type { FetchOptions } from '../../simulator/hubspot/proxy/fetch-request.ts';
import type { SignedCall } from '../../simulator/hubspot/proxy/signing-proxy.ts';
import { sendSigned } from '../../simulator/hubspot/proxy/signing-proxy.ts';
import { type HubSpot, startHubSpot } from '../../simulator/hubspot/server.ts';
import { Mounted } from '../plugins/hubspot/support/mounted.tsx';
import { textOf } from '../plugins/hubspot/support/card.tsx';
import { type Client, startTestService, type TestService } from '../service/support/service.ts';
import { COLLEAGUE, CONTACT, OTHER_CONTACT, SHOP, STRANGER, SUPER_ADMIN } from './support/card-world.ts';

const FEATURES = `${SERVICE_URL}/hubspot/card/features?objectTypeId=0-1&objectId=${CONTACT}`;
const MINUTE = 60_000;

interface Asked extends FetchOptions {
  user?: string;
  world?: string;
}

/** The app's card, through HubSpot's proxy, to the service: nothing of it is stood in for but HubSpot itself. */
describe('e2e/hubspot-card', () => {
  let hubspot: HubSpot;
  let service: TestService;
  let admin: Client;
  let tenant: string;
  /** What HubSpot's clock is ahead of ours. */
  let ahead = 0;

  beforeAll(async () => {
    hubspot = await startHubSpot({ worlds: [SHOP, STRANGER], limits: false, now: () => Date.now() + ahead });
    service = await startTestService({
      HUBSPOT_API_URL: hubspot.url,
      HUBSPOT_CLIENT_ID: hubspot.oauth.clientId,
      HUBSPOT_CLIENT_SECRET: hubspot.oauth.clientSecret,
      PUBLIC_URL: SERVICE_URL,
    });
    hubspot.cards.permit(SERVICE_URL, service.origin);
    admin = await service.as('admin');
    const auth = { type: 'token', accessToken: hubspot.tokens['shop'] };
    const { body: connected } = await admin('POST', '/api/v1/tenants', { crm: 'hubspot', auth });
    tenant = `/api/v1/tenants/${connected.id}`;
    const { body: scan } = await admin('POST', `${tenant}/scans`, {});
    const { body: events } = await admin('GET', `${tenant}/scans/${scan.id}/events`);
    expect(events).toContain('"state":"done"');
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await hubspot.close();
  });
  beforeEach(() => {
    ahead = 0;
    hubspot.setFaults({});
  });

  /** How long the card waits before it looks at a scan again: until the scan has ended. */
  async function untilScanned(): Promise<void> {
    const { body } = await admin('GET', `${tenant}/scans`);
    await admin('GET', `${tenant}/scans/${body.data[0].id}/events`);
  }

  /** What a card gets that asks for it. */
  async function ask(url: string, { user = SUPER_ADMIN, world = 'shop', ...options }: Asked = {}) {
    const response = await hubspot.cards.fetch(world === 'shop' ? { world, user } : { world }, url, options);
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test says what it expects
    return (await response.json()) as any;
  }

  /** The card on a record, as this person sees it. */
  function show(user: string | undefined, { objectId = CONTACT, language = 'en', world = 'shop' } = {}) {
    const hsFetch = (url: string | URL, options: FetchOptions) =>
      hubspot.cards.fetch({ world, ...(user !== undefined && { user }) }, String(url), options);
    Object.assign(globalThis, { self: globalThis, hsFetch });
    const renderer = createRenderer('crm.record.tab');
    const { context } = renderer.mocks;
    const place = {
      location: 'crm.record.tab',
      user: { ...context.user, language },
      portal: { ...context.portal, timezone: 'Europe/Berlin' },
      crm: { objectId: Number(objectId), objectTypeId: '0-1' },
    };
    renderer.render(
      <Mounted>
        <RecordCard context={place} wait={untilScanned} />
      </Mounted>,
    );
    return { ...renderer, text: () => textOf(renderer.getRootNode()) };
  }

  it('answers from what is stored while HubSpot does not answer', async () => {
    hubspot.setFaults({ hang: 1 });
    const before = hubspot.stats('shop').requests;

    expect(await ask(FEATURES)).toMatchObject({ state: 'ready', features: [{ name: 'Shop chat' }, {}] });
    expect(hubspot.stats('shop').requests).toBe(before);
  });

  describe('signatures', () => {
    const signed = () => hubspot.cards.sign({ world: 'shop', user: COLLEAGUE }, FEATURES);
    const statusOf = async (call: SignedCall) => (await sendSigned(call)).status;

    it('are taken once', async () => {
      const call = signed();
      expect([await statusOf(call), await statusOf(call)]).toEqual([200, 401]);
    });

    it.each<[string, (call: SignedCall) => SignedCall]>([
      ['another portal', (call) => ({ ...call, url: call.url.replace('24110001', '24110002') })],
      ['another user', (call) => ({ ...call, url: call.url.replace(COLLEAGUE, SUPER_ADMIN) })],
      ['another record', (call) => ({ ...call, url: call.url.replace(CONTACT, '10002') })],
      ['another method', (call) => ({ ...call, method: 'POST' })],
      ['a body', (call) => ({ ...call, method: 'POST', body: '{}' })],
      ['no signature', (call) => without(call, 'x-hubspot-signature-v3')],
      ['no time', (call) => without(call, 'x-hubspot-request-timestamp')],
      ['a later time', (call) => withHeader(call, 'x-hubspot-request-timestamp', String(Date.now() + 1))],
      ['version 2 alone', (call) => without(without(call, 'x-hubspot-signature-v3'), 'x-hubspot-request-timestamp')],
      [
        'version 2 in the place of 3',
        (call) => withHeader(call, 'x-hubspot-signature-v3', call.headers['x-hubspot-signature']!),
      ],
    ])('do not stand for %s', async (_, forge) => {
      expect(await statusOf(forge(signed()))).toBe(401);
    });

    it('do not stand for another body', async () => {
      const rescan = `${SERVICE_URL}/hubspot/card/rescan`;
      const call = hubspot.cards.sign({ world: 'shop', user: COLLEAGUE }, rescan, { method: 'POST', body: {} });
      expect(await statusOf({ ...call, body: '{ }' })).toBe(401);
    });

    it.each([
      ['a minute old', -MINUTE, 200],
      ['stale', -6 * MINUTE, 401],
      ['from a clock that is half a minute fast', MINUTE / 2, 200],
      ['from the future', 6 * MINUTE, 401],
    ])('%s', async (_, shift, expected) => {
      ahead = shift;
      expect(await statusOf(signed())).toBe(expected);
    });

    it('of another app are none', async () => {
      const other = await startHubSpot({ worlds: [SHOP], oauth: { clientSecret: 'of-another-app' } });
      other.cards.permit(SERVICE_URL, service.origin);
      const call = other.cards.sign({ world: 'shop' }, FEATURES);
      await other.close();
      expect(await statusOf(call)).toBe(401);
    });

    it('name nobody when the card says itself who it is', async () => {
      for (const claim of ['portalId=24110001', `userId=${SUPER_ADMIN}`]) {
        const call = hubspot.cards.sign({ world: 'stranger' }, `${FEATURES}&${claim}`);
        expect(await statusOf(call)).toBe(401);
      }
    });

    it('that are refused come back to the card as a fault that it understands', async () => {
      ahead = 6 * MINUTE;
      expect(await ask(FEATURES)).toMatchObject({ category: 'BAD_GATEWAY', context: { appServerStatusCode: ['401'] } });
      const card = show(COLLEAGUE);
      await card.waitFor(() => expect(card.text()).toContain('again'));
      expect(card.text()).not.toContain('Shop chat');
    });
  });

  it('shows the score and the customer agent of a contact, with tier, notice and reason', async () => {
    const card = show(COLLEAGUE);
    await card.waitFor(() => expect(card.findAll(Tile)).toHaveLength(2));

    const [agent, score] = card.findAll(Tile).map(textOf);
    expect(agent).toMatch(/Shop chat.*Transparency duty.*The notice is missing.*People must be told.*Art\. 50\(1\)/);
    expect(score).toMatch(/Likelihood to close.*Minimal risk.*GDPR Art\./);
    const { features } = await ask(FEATURES);
    expect(features).toMatchObject([
      { name: 'Shop chat', tier: 'limited', notice: 'absent', how: ['chat'] },
      { name: 'Likelihood to close', tier: 'minimal', notice: 'not-needed', how: ['property', 'workflow', 'segment'] },
    ]);
  });

  it('shows the same in the language of the person', async () => {
    const card = show(COLLEAGUE, { language: 'fr' });
    await card.waitFor(() => expect(card.findAll(Tile)).toHaveLength(2));

    expect(card.text()).toMatch(/Obligation de transparence.*L'information manque.*\(art\. 50, par\. 1\)/);
    expect(card.text()).not.toMatch(/Minimal risk|The notice is missing|People talk/);
  });

  describe('one record', () => {
    const record = (objectId: string) => `${SERVICE_URL}/hubspot/card/record?objectTypeId=0-1&objectId=${objectId}`;
    const SCORE_KEY = 'hubspot:property:contacts/hs_predictivecontactscore_v2';
    const CHAT_KEY = 'hubspot:chatflow:51101';

    it.each([
      [CONTACT, 'set', 'chatted', 3, ['Likely buyers', 'Unlikely leads']],
      [OTHER_CONTACT, 'empty', 'not-chatted', 0, []],
    ])('says of contact %s: score %s, %s, in %i chats', async (objectId, score, chat, count, names) => {
      const answer = await ask(record(objectId));

      expect(answer).toMatchObject({
        state: 'ready',
        present: { [SCORE_KEY]: { known: true, value: score }, [CHAT_KEY]: { known: true, value: chat } },
        chats: { known: true, count, atLeast: false },
        segments: { known: true, names },
      });
    });

    it('never says which value there is, or what was written', async () => {
      expect(JSON.stringify(await ask(record(CONTACT)))).not.toMatch(/87\.25|Wanda|wanda@|secret/);
    });

    it('asks HubSpot four times at most, changes nothing, and says what could not be asked', async () => {
      const before = hubspot.stats('shop').requests;
      await ask(record(CONTACT));
      expect(hubspot.stats('shop').requests - before).toBeLessThanOrEqual(4);
      expect(hubspot.stats('shop').writes).toEqual([]);
      hubspot.setFaults({ http503: 1 });
      expect(await ask(record(CONTACT))).toMatchObject({
        state: 'ready',
        present: { [SCORE_KEY]: { known: false, reason: 'failed' } },
        chats: { known: false, reason: 'failed' },
        mayRescan: null,
      });
    });

    it('shows the person what holds for this contact', async () => {
      const card = show(COLLEAGUE);
      await card.waitFor(() => expect(card.text()).toContain('A value is set here.'));

      expect(card.text()).toContain('Chats so far: 3');
    });
  });

  describe('a rescan', () => {
    const RESCAN = `${SERVICE_URL}/hubspot/card/rescan`;
    const scans = async () => (await admin('GET', `${tenant}/scans`)).body.data as { id: string; state: string }[];
    const post = { method: 'POST', body: {} } as const;

    it('is nothing for who is no super admin: no button, and no scan when asked all the same', async () => {
      const before = await scans();
      expect(await ask(RESCAN, { user: COLLEAGUE, ...post })).toEqual({ state: 'not-allowed' });
      const card = show(COLLEAGUE);
      await card.waitFor(() => expect(card.text()).toContain('super admin'));

      expect([card.maybeFind(LoadingButton), await scans()]).toEqual([null, before]);
    });

    it('is nothing while HubSpot cannot say who is one', async () => {
      const before = await scans();
      hubspot.setFaults({ http503: 1 });

      expect(await ask(RESCAN, post)).toEqual({ state: 'not-known' });
      expect(await scans()).toEqual(before);
    });

    it('begins when a super admin presses the button, and the card tells its end', async () => {
      const before = await scans();
      const card = show(SUPER_ADMIN);
      await card.waitFor(() => card.find(LoadingButton));
      card.find(LoadingButton).trigger('onClick');
      await card.waitFor(() => expect(card.maybeFind(Alert)).not.toBeNull(), { timeoutInMs: 30_000 });

      expect(card.find(Alert).props.variant).toBe('success');
      expect(await scans()).toMatchObject([{ state: 'done' }, ...before.map(({ id }) => ({ id }))]);
    }, 40_000);
  });

  it('lets a super admin alone change the settings of the account', async () => {
    const settings = `${SERVICE_URL}/hubspot/card/settings`;
    const change = { method: 'PUT', body: { language: 'de' } } as const;
    expect(await ask(settings, { user: COLLEAGUE })).toMatchObject({ state: 'ready', mayChange: false });

    expect(await ask(settings, { user: COLLEAGUE, ...change })).toEqual({ state: 'not-allowed' });
    expect(await ask(settings)).toMatchObject({ mayChange: true, schedule: null });
    const before = await ask(FEATURES);
    expect(await ask(settings, change)).toMatchObject({ state: 'saved', language: 'de' });

    const after = await ask(FEATURES);
    expect([before.features[0].tierLabel, after.features[0].tierLabel]).toEqual([
      'Transparency duty',
      'Transparenzpflicht',
    ]);
    await ask(settings, { method: 'PUT', body: { language: 'en' } });
  });

  it('tells an account that nobody connected only that', async () => {
    expect(await ask(FEATURES, { world: 'stranger' })).toEqual({ state: 'not-connected' });
    const card = show(undefined, { world: 'stranger' });
    await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
    expect(card.text()).not.toContain('Shop chat');
  });
});

function without(call: SignedCall, name: string): SignedCall {
  return { ...call, headers: Object.fromEntries(Object.entries(call.headers).filter(([key]) => key !== name)) };
}

function withHeader(call: SignedCall, name: string, value: string): SignedCall {
  return { ...call, headers: { ...call.headers, [name]: value } };
}
