import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { WorldSource } from '../../../simulator/hubspot/portal/world.ts';
import * as shape from './support/shapes.ts';
import { useHubSpot } from './use-hubspot.ts';

const WORLD: WorldSource = {
  name: 'shop',
  edition: 'enterprise',
  planted: {
    people: [
      { name: 'Ada One', email: 'ada@mail.example' },
      { name: 'Bo Two', email: 'bo@mail.example' },
    ],
  },
  users: [
    { id: 71, name: 'Sue Super', email: 'sue@shop.example', admin: true },
    { id: 72, name: 'Norm Normal', email: 'norm@shop.example' },
  ],
  objects: [{ id: '2-9', name: 'pet', singular: 'Pet', plural: 'Pets' }],
  population: {
    contacts: {
      total: 4,
      filled: { hs_predictivecontactscore_v2: { count: 2, values: ['7'] }, city: { count: 1, values: ['Oslo'] } },
    },
    '2-9': { total: 1 },
  },
  lists: [
    { id: 1, name: 'Scored', filter: { property: 'hs_predictivecontactscore_v2', known: true } },
    { id: 2, name: 'Unscored', filter: { property: 'hs_predictivecontactscore_v2', known: false } },
    {
      id: 3,
      name: 'High in Oslo',
      filter: [
        { property: 'hs_predictivecontactscore_v2', above: 6 },
        { property: 'city', in: ['Oslo', 'Rome'] },
      ],
    },
    {
      id: 4,
      name: 'Low or Oslo',
      filter: {
        any: [
          { property: 'hs_predictivecontactscore_v2', below: 7 },
          { property: 'city', is: 'Oslo' },
        ],
      },
    },
    { id: 5, name: 'By hand', processing: 'MANUAL', size: 3 },
    { id: 6, name: 'Of another', filter: { list: 3 } },
    { id: 7, name: 'Of itself', filter: { list: 7 } },
    { id: 8, name: 'Deep', filter: { nested: 5, filter: { property: 'city', known: true } } },
    { id: 9, name: 'Not told', filter: { rawFilter: { filterType: 'TELEPATHY' } } },
    { id: 10, name: 'Of pets', object: '2-9', size: 5, processing: 'MANUAL' },
    {
      id: 11,
      name: 'Nothing to meet',
      raw: { filterBranch: { filterBranchType: 'AND', filterBranches: [], filters: [] } },
    },
  ],
  inboxes: [{ id: 5, name: 'Inbox' }],
  actors: { 'L-1': 'Ava' },
  chats: [
    {
      id: 51,
      name: 'Chat',
      inbox: 5,
      threads: [
        { daysAgo: 1, times: 3, visitor: 1, messages: [{ V: 'hello' }, { 'L-1': 'Hi!' }] },
        { daysAgo: 2, messages: [{ V: 'hello' }] },
      ],
    },
  ],
};

const Membership = z.strictObject({
  listId: z.string(),
  listVersion: z.number().int(),
  firstAddedTimestamp: z.iso.datetime(),
  lastAddedTimestamp: z.iso.datetime(),
  isPublicList: z.boolean(),
});
const Memberships = z.strictObject({ total: z.number().int(), results: z.array(Membership) });
const Threads = z.object({ results: z.array(shape.Thread.extend({ id: z.string() })) });

const { ask } = useHubSpot({ worlds: [WORLD, { name: 'bare', withoutScopes: ['crm.lists.read'] }], limits: false });

/** What an app can know of one record. */
describe('simulator/hubspot/record', () => {
  it.each([
    ['contacts', '10001', { hs_predictivecontactscore_v2: '7', city: 'Oslo' }],
    ['0-1', '10003', { hs_predictivecontactscore_v2: null, city: null }],
    ['2-9', '10001', { hs_predictivecontactscore_v2: null, city: null }],
  ])('gives of %s %s the properties that are asked for', async (type, id, expected) => {
    const { body } = await ask(`/crm/v3/objects/${type}/${id}?properties=hs_predictivecontactscore_v2,city`);
    const { properties } = body as { properties: Record<string, unknown> };
    expect(properties).toEqual({ createdate: expect.any(String), hs_object_id: id, ...expected });
  });

  it.each([
    ['/crm/v3/lists', '0-1', '10001', ['1', '3', '4', '5', '6', '8']],
    ['/crm/lists/2026-09', '0-1', '10002', ['1', '5']],
    ['/crm/v3/lists', 'contacts', '10003', ['2', '5']],
    ['/crm/v3/lists', '0-1', '10004', ['2']],
    ['/crm/v3/lists', '2-9', '10001', ['10']],
  ])('%s: the lists that %s %s is in', async (base, type, id, expected) => {
    const { body } = await ask(`${base}/records/${type}/${id}/memberships`);
    const { total, results } = Memberships.parse(body);
    expect([total, ...results.map(({ listId }) => listId)]).toEqual([expected.length, ...expected]);
  });

  it.each([
    ['a record that is not there', '/crm/v3/objects/contacts/10005', 404],
    ['its lists', '/crm/v3/lists/records/0-1/10005/memberships', 404],
    ['lists of what is no object', '/crm/v3/lists/records/0-77777/1/memberships', 400],
    ['the workflows it is in: no public API tells', '/automation/v4/flows/enrollments/0-1/10001', 404],
  ])('does not have %s', async (_, path, status) => {
    const answer = await ask(path);
    expect([answer.status, shape.Refusal.safeParse(answer.body).success]).toEqual([status, true]);
  });

  it('tells memberships to nobody without the scope', async () => {
    const { status, body } = await ask('/crm/v3/lists/records/0-1/10001/memberships', { token: 'pat-eu1-bare' });
    expect([status, shape.MissingScopes.safeParse(body).success]).toEqual([403, true]);
  });

  it.each([
    ['10001', 1],
    ['10002', 3],
    ['10003', 0],
  ])('finds the threads of contact %s, who writes in them', async (id, count) => {
    const { body } = await ask(`/conversations/v3/conversations/threads?associatedContactId=${id}`);
    const { results } = Threads.parse(body);
    expect(results).toHaveLength(count);
    const messages = await Promise.all(
      results.map((thread) => ask(`/conversations/v3/conversations/threads/${thread.id}/messages`)),
    );
    for (const { body: page } of messages) {
      expect(JSON.stringify(page)).toContain(`"createdBy":"V-${id}"`);
    }
  });

  it.each([
    ['71', '', true],
    ['72', '', false],
    ['sue@shop.example', '?idProperty=EMAIL', true],
  ])('tells whether user %s%s is a super admin', async (user, query, superAdmin) => {
    const { body } = await ask(`/settings/v3/users/${user}${query}`);
    expect(shape.User.parse(body)).toMatchObject({ superAdmin });
  });

  it('knows nobody by an address that is no id, or by an id of another portal', async () => {
    expect((await ask('/settings/v3/users/sue@shop.example')).status).toBe(404);
    expect((await ask('/settings/v3/users/88010001')).status).toBe(404);
  });
});
