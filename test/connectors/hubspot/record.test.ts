import { describe, expect, it } from '@jest/globals';
import { objectTypeNamed } from '#connectors/hubspot/object-types.ts';
import { chatsOf, filledOn, isSuperAdmin, segmentsWith } from '#connectors/hubspot/record.ts';
import { AuthFailed } from '#src/kit/errors.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';

const CONTACTS = objectTypeNamed('contacts')!;
const OBJECT = '/crm/objects/2026-09/contacts/101';
const THREADS = '/conversations/conversations/2026-09/threads';
const LISTS = '/crm/lists/2026-09/records/0-1/101/memberships';
const USER = '/settings/users/2026-09-beta/7';
const missing = (scope: string) => ({
  status: 'error',
  category: 'MISSING_SCOPES',
  errors: [{ context: { requiredGranularScopes: [scope] } }],
});

/** Each question, with what it asks for and the scope that opens it. */
const QUESTIONS = [
  ['properties', OBJECT, 'crm.objects.contacts.read', () => filledOn(testClient(), CONTACTS, '101', ['a', 'b'])],
  ['chats', THREADS, 'conversations.read', () => chatsOf(testClient(), 'contact', '101')],
  ['segments', LISTS, 'crm.lists.read', () => segmentsWith(testClient(), '0-1', '101')],
  ['a user', USER, 'settings.users.read', () => isSuperAdmin(testClient(), '7')],
] as const;

describe('connectors/hubspot/record', () => {
  it('tells which properties hold a value, and no value', async () => {
    const properties = { set: 'tier_1', none: null, blank: '', hs_object_id: '101' };
    hubspotApi().get(OBJECT).query({ properties: 'set,none,blank,gone' }).reply(200, { id: '101', properties });

    const told = await filledOn(testClient(), CONTACTS, '101', ['set', 'none', 'blank', 'gone']);

    expect(told).toEqual({ known: true, filled: ['set'], empty: ['none', 'blank'] });
  });

  it.each([
    ['contact', 'associatedContactId'],
    ['ticket', 'associatedTicketId'],
  ] as const)('counts the chats of a %s', async (about, parameter) => {
    const results = [
      { id: '1', originalChannelAccountId: '51' },
      { id: '2', originalChannelAccountId: '51' },
      { id: '3', originalChannelAccountId: null },
      { odd: true },
    ];
    hubspotApi()
      .get(THREADS)
      .query({ [parameter]: '101', limit: '500' })
      .reply(200, { results });

    const told = await chatsOf(testClient(), about, '101');

    expect(told).toEqual({ known: true, count: 4, atLeast: false, accounts: ['51'], everyAccount: false });
  });

  it('knows that a channel had no chat only when each chat tells its own', async () => {
    const results = [{ id: '1', originalChannelAccountId: '51' }];
    hubspotApi().get(THREADS).query(true).reply(200, { results });

    expect(await chatsOf(testClient(), 'contact', '101')).toMatchObject({ accounts: ['51'], everyAccount: true });
  });

  it('says that there are more chats than a page', async () => {
    hubspotApi()
      .get(THREADS)
      .query(true)
      .reply(200, { results: [{ id: '1' }], paging: { next: { after: 'x' } } });

    expect(await chatsOf(testClient(), 'contact', '101')).toMatchObject({
      count: 1,
      atLeast: true,
      everyAccount: false,
    });
  });

  it('names the segments of a record by their ids', async () => {
    hubspotApi()
      .get(LISTS)
      .reply(200, { total: 2, results: [{ listId: '12', listVersion: 1 }, { listId: 13 }] });

    expect(await segmentsWith(testClient(), '0-1', '101')).toEqual({ known: true, segments: ['12', '13'] });
  });

  it.each([true, false])('believes HubSpot that a user is a super admin or not: %s', async (superAdmin) => {
    hubspotApi().get(USER).reply(200, { id: '7', email: 'a@b.example', superAdmin });

    expect(await isSuperAdmin(testClient(), '7')).toEqual({ known: true, superAdmin });
  });

  it.each([{}, { superAdmin: 'true' }, { superAdmin: null }, { superAdmin: 1 }])(
    'believes no other word: %j',
    async (said) => {
      hubspotApi()
        .get(USER)
        .reply(200, { id: '7', ...said });

      expect(await isSuperAdmin(testClient(), '7')).toEqual({ known: false, reason: 'failed' });
    },
  );

  describe.each(QUESTIONS)('%s', (_what, path, scope, ask) => {
    it('names the permission that is missing', async () => {
      hubspotApi().get(path).query(true).reply(403, missing(scope));

      expect(await ask()).toEqual({ known: false, reason: 'denied', grant: scope });
    });

    it.each([
      ['not there', 404],
      ['refused', 400],
      ['down', 503],
      ['over the limit', 429],
    ])('is unknown when it is %s', async (_case, status) => {
      hubspotApi().persist().get(/.*/).query(true).reply(status, {});

      expect(await ask()).toEqual({ known: false, reason: 'failed' });
    });

    it.each([
      ['no JSON', '<html>', 'text/html'],
      ['another shape', '{"results":{}}', 'application/json'],
    ])('is unknown when the answer is %s', async (_case, body, type) => {
      hubspotApi().get(path).query(true).reply(200, body, { 'content-type': type });

      await expect(ask()).resolves.toEqual({ known: false, reason: 'failed' });
    });

    it('throws when the credentials are refused: nothing else is worth asking', async () => {
      hubspotApi().get(path).query(true).reply(401, {});

      await expect(ask()).rejects.toThrow(AuthFailed);
    });
  });

  it.each(['contacts', 'deals', 'tickets', '2-77'])('knows the type of a record: %s', (name) => {
    expect(objectTypeNamed(name)?.recordScopes).toHaveLength(1);
  });

  it.each(['', '0-7', '2-', 'segment', '../x'])('knows no type %s', (name) => {
    expect(objectTypeNamed(name)).toBeUndefined();
  });
});
