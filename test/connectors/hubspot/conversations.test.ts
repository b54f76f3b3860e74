import { describe, expect, it } from '@jest/globals';
import { conversations } from '../../../connectors/hubspot/conversations.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';
import { drain, keptOf } from './support/kept.ts';

const root = '/conversations/conversations/2026-09';
const NOW = new Date('2026-11-27T00:00:00.000Z');
const SINCE = '2026-08-29T00:00:00.000Z';
const RECENT = { latestMessageTimestampAfter: SINCE, sort: 'latestMessageTimestamp', limit: 500 };
const pull = (kept: readonly Partial<RawAsset>[] = []) =>
  drain(conversations.pull({ client: testClient(), kept: keptOf(kept), now: NOW }));

const account = {
  id: '148662',
  channelId: '1000',
  name: 'New chatflow',
  inboxId: '48',
  active: true,
  authorized: true,
};
const thread = (id: string, assignedTo?: string) => ({ id, originalChannelAccountId: '148662', assignedTo });
const said = (actorId: string, text: string, createdAt: string, type = 'MESSAGE') => ({
  type,
  text,
  createdAt,
  createdBy: actorId,
  senders: [{ actorId }],
});

function world(accounts: readonly object[] = [account]) {
  hubspotApi().get(`${root}/channel-accounts`).query({ limit: 100 }).reply(200, { results: accounts });
  hubspotApi()
    .get(`${root}/inboxes`)
    .query({ limit: 100 })
    .reply(200, { results: [{ id: '48', name: 'Website', type: 'INBOX' }] });
  hubspotApi()
    .get(`${root}/channels`)
    .query({ limit: 100 })
    .reply(200, { results: [{ id: '1000', name: 'Live chat' }] });
}
const threads = (query: object, results: readonly object[], after?: string) =>
  hubspotApi()
    .get(`${root}/threads`)
    .query({ ...query })
    .reply(200, { results, ...(after !== undefined && { paging: { next: { after } } }) });
const messages = (threadId: string, results: readonly object[]) =>
  hubspotApi().get(`${root}/threads/${threadId}/messages`).query({ limit: 100 }).reply(200, { results });

describe('connectors/hubspot/conversations', () => {
  it('counts who writes, keeps the first automatic words and the greeting, and nothing of a visitor', async () => {
    world();
    threads(RECENT, [thread('1'), thread('2', 'L-9')]);
    messages('2', [
      said('L-9', 'Second answer', '2026-11-02T10:03:00Z'),
      said('V-1401', 'my name is Ana Ruiz, ana@example.com', '2026-11-02T10:01:00Z'),
      said('L-9', 'Hello Ana, I am Ava, an AI assistant.', '2026-11-02T10:02:00Z'),
      said('S-hubspot', 'Got any questions?', '2026-11-02T10:00:00Z', 'WELCOME_MESSAGE'),
      { type: 'COMMENT', text: 'internal', createdBy: 'A-1' },
    ]);
    hubspotApi().get(`${root}/actors/L-9`).reply(200, { id: 'L-9', type: 'LLM', name: 'Ava' });
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(pages[0]?.assets).toMatchObject([
      {
        kind: 'chatflow',
        externalId: '148662',
        payload: {
          name: 'New chatflow',
          channelName: 'Live chat',
          inboxName: 'Website',
          inboxType: 'INBOX',
          sample: {
            window: '90d',
            threads: 1,
            messages: 4,
            senders: { L: 2, V: 1, S: 1 },
            assignedTo: { L: 1 },
            actors: [{ id: 'L-9', type: 'LLM', name: 'Ava' }],
            welcome: ['Got any questions?'],
            firstBotTexts: [{ actor: 'L-9', text: 'Hello [name], I am Ava, an AI assistant.' }],
            complete: true,
          },
        },
      },
    ]);
    expect(JSON.stringify(pages)).not.toMatch(/Ruiz|ana@example|internal/);
  });

  it('keeps of a reply to a visitor only what the sender says about itself', async () => {
    world();
    threads(RECENT, [thread('2')]);
    messages('2', [
      said('V-1', 'hello', '2026-11-02T10:01:00Z'),
      said('B-7', 'Thanks, your order goes to Ana Ruiz. I am a bot, Ana Ruiz. Anything else?', '2026-11-02T10:02:00Z'),
    ]);
    hubspotApi().get(`${root}/actors/B-7`).reply(200, { id: 'B-7', type: 'BOT', name: 'Bot' });

    const { pages } = await pull();

    expect(pages[0]?.assets[0]?.payload['sample']).toMatchObject({
      firstBotTexts: [{ actor: 'B-7', text: 'I am a bot, [name].' }],
    });
  });

  it('reads every page of threads, and looks once more without a limit of time for an active account', async () => {
    world([account, { ...account, id: '2', active: false }]);
    threads(RECENT, [], 'x');
    threads({ ...RECENT, after: 'x' }, []);
    threads({ inboxId: '48', limit: 500 }, [thread('5')]);
    messages('5', [said('A-1', 'Hi', '2026-01-02T10:00:00Z')]);
    const { pages } = await pull();
    expect(pages[0]?.assets.map(({ payload }) => payload['sample'])).toMatchObject([
      { window: 'all', threads: 1, senders: { A: 1 }, firstBotTexts: [] },
      { window: 'none', threads: 0 },
    ]);
  });

  it('lists the accounts although the threads may not be read, and says so', async () => {
    world();
    hubspotApi()
      .get(`${root}/threads`)
      .query(true)
      .reply(403, {
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['conversations.read'] } }],
      });
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(pages[0]).toMatchObject({
      assets: [{ externalId: '148662', payload: { sample: { window: 'none', complete: false } } }],
      refused: [{ what: 'threads', grant: 'conversations.read' }],
    });
  });

  it('quarantines an account without an id', async () => {
    world([{ name: 'broken' }]);
    threads(RECENT, []);
    expect((await pull()).pages[0]).toMatchObject({ assets: [], quarantined: [{ item: '#0' }] });
  });

  it('is empty where there is no channel', async () => {
    world([]);
    threads(RECENT, []);
    expect(await pull()).toMatchObject({ pages: [{ assets: [], quarantined: [], refused: [] }] });
  });

  it('passes a refusal of the accounts on', async () => {
    hubspotApi()
      .get(`${root}/channel-accounts`)
      .query(true)
      .reply(403, {
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['conversations.read'] } }],
      });
    expect((await pull()).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['conversations.read'] });
  });
});
