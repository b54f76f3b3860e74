import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { worldNames } from '../../../simulator/hubspot/portal/load.ts';
import { useHubSpot } from './use-hubspot.ts';
import * as shape from './support/shapes.ts';

// What is odd on purpose is in `hostile`, and not held against these shapes.
const WORLDS = worldNames().filter((world) => world !== 'hostile');
const { ask, hubspot } = useHubSpot({ worlds: [...WORLDS, 'portal-60'], limits: false });

const conversations = (path: string) => [
  `/conversations/v3/conversations${path}`,
  `/conversations/conversations/2026-09${path}`,
];
const flows = (path: string) => [`/automation/v4/flows${path}`, `/automation/2026-09-beta/flows${path}`];

/** Every path that answers without an id, with the shape of its answer. Both versions of a path give the same. */
type Collection = [paths: readonly string[], shape: z.ZodType];
const COLLECTIONS: readonly Collection[] = [
  [['/account-info/v3/details', '/account-info/2026-09/details'], shape.Account],
  [flows('?limit=100'), shape.pageOf(shape.FlowListing)],
  [['/automation/2026-09-beta/action-types', '/automation/2027-03-beta/action-types'], shape.unpaged(shape.ActionType)],
  ...['contacts', 'companies', 'deals', 'calls', '0-1'].map((type): Collection => [
    [`/crm/v3/properties/${type}`, `/crm/properties/2026-09/${type}`],
    shape.unpaged(shape.Property),
  ]),
  [
    ['/crm-object-schemas/v3/schemas', '/crm-object-schemas/2026-09/schemas', '/crm/v3/schemas'],
    shape.unpaged(shape.ObjectSchema),
  ],
  [['/crm/v3/objects/contacts?limit=5', '/crm/objects/2026-09/contacts?limit=5'], shape.pageOf(shape.CrmRecord)],
  [conversations('/inboxes'), shape.totalledPageOf(shape.Inbox)],
  [conversations('/channels'), shape.totalledPageOf(shape.Channel)],
  [conversations('/channel-accounts'), shape.totalledPageOf(shape.ChannelAccount)],
  [conversations('/threads?limit=500'), shape.pageOf(shape.Thread)],
  [['/marketing/v3/emails?limit=100', '/marketing/emails/2026-09?limit=100'], shape.totalledPageOf(shape.Email)],
  [['/forecast-settings/2026-09/forecast-types'], shape.unpaged(shape.ForecastType)],
  [['/crm/v3/owners', '/crm/owners/2026-09'], shape.pageOf(shape.Owner)],
  [['/crm/v3/pipelines/deals', '/crm/pipelines/2026-09/deals'], shape.unpaged(shape.Pipeline)],
];

/** What editions or scopes withhold from some of the sample accounts. */
const WITHHELD: readonly Collection[] = [
  [
    ['/marketing/lead-scoring/2026-09-beta/scores', '/marketing/lead-scoring/2027-03-beta/scores'],
    shape.pageOf(shape.ScoreListing),
  ],
  [['/settings/v3/users/', '/settings/users/2026-09-beta'], shape.pageOf(shape.User)],
  [['/automation/sequences/2026-09-beta/serviceaccounts/sequences'], shape.totalledPageOf(shape.Sequence)],
  [
    ['/account-info/v3/activity/security', '/account-info/2026-09/activity/security'],
    shape.pageOf(shape.SecurityEvent),
  ],
  [
    ['/account-info/v3/activity/audit-logs', '/account-info/2026-09/activity/audit-logs'],
    shape.pageOf(shape.AuditEvent),
  ],
];

describe('simulator/hubspot/routes', () => {
  it.each([...COLLECTIONS, ...WITHHELD])(
    '%j answers in the specified shape, or refuses, in every account',
    async (paths, expected) => {
      let answered = 0;
      for (const token of Object.values(hubspot().tokens)) {
        const answers = await Promise.all(paths.map((path) => ask(path, { token })));
        for (const { status, body } of answers) {
          expect([status, body]).toEqual([answers[0]!.status, sameBut(body, answers[0]!.body)]);
          expect(faultsOf(status === 200 ? expected : shape.Refusal, body)).toBe('');
        }
        answered += answers[0]!.status === 200 ? 1 : 0;
      }
      expect(answered).toBeGreaterThan(0);
    },
  );

  it('reads every flow of every account whole, alone and in a batch', async () => {
    let seen = 0;
    for (const token of Object.values(hubspot().tokens)) {
      const { status, body } = await ask('/automation/v4/flows', { token });
      const ids = status === 200 ? (body as { results: { id: string }[] }).results.map(({ id }) => id) : [];
      const inputs = ids.map((flowId) => ({ flowId, type: 'FLOW_ID' }));
      const batch =
        ids.length > 0 ? await ask('/automation/v4/flows/batch/read', { token, json: { inputs } }) : undefined;
      const expected = batch?.status === 207 ? shape.partialBatchOf(shape.Flow) : shape.batchOf(shape.Flow);
      expect(batch && faultsOf(expected, batch.body)).toBe(batch && '');
      const [first] = ids;
      expect(
        first && faultsOf(shape.Flow, (await ask(`/automation/2026-09-beta/flows/${first}`, { token })).body),
      ).toBe(first && '');
      seen += ids.length;
    }
    expect(seen).toBeGreaterThan(60);
  });

  it('answers a batch with a missing flow by 207, and names it', async () => {
    const { results } = (await ask('/automation/v4/flows')).body as { results: { id: string }[] };
    const inputs = [results[0]!.id, '1'].map((flowId) => ({ flowId, type: 'FLOW_ID' }));
    const { status, body } = await ask('/automation/v4/flows/batch/read', { json: { inputs } });
    expect(status).toBe(207);
    expect(faultsOf(shape.partialBatchOf(shape.Flow), body)).toBe('');
    expect(body).toMatchObject({
      numErrors: 1,
      results: [{ id: results[0]!.id }],
      errors: [{ context: { flowId: ['1'] } }],
    });
  });

  it('shows threads with their messages, newest first, and who wrote them', async () => {
    const token = hubspot().tokens['retailer']!;
    const { results } = (await ask('/conversations/v3/conversations/threads?limit=500', { token })).body as {
      results: { id: string }[];
    };
    const prefixes = new Set<string>();
    for (const { id } of results) {
      const { body } = await ask(`/conversations/v3/conversations/threads/${id}/messages`, { token });
      expect(faultsOf(shape.pageOf(shape.Message), body)).toBe('');
      const messages = (body as { results: { createdAt: string; createdBy: string }[] }).results;
      expect(messages.map(({ createdAt }) => createdAt)).toEqual(
        messages
          .map(({ createdAt }) => createdAt)
          .sort()
          .reverse(),
      );
      messages.forEach(({ createdBy }) => prefixes.add(createdBy.charAt(0)));
    }
    expect([...prefixes].sort().join('')).toBe('ABILSV');
    const inputs = ['L-7001', 'B-81', 'I-550077', 'L-0'];
    const actors = await ask('/conversations/v3/conversations/actors/batch/read', { token, json: { inputs } });
    expect([actors.status, faultsOf(shape.partialBatchOf(shape.Actor), actors.body)]).toEqual([207, '']);
  });

  it('shows a lead score with the property it fills', async () => {
    for (const world of ['tidy', 'retailer']) {
      const token = hubspot().tokens[world]!;
      const listed = (await ask('/marketing/lead-scoring/2026-09-beta/scores', { token })).body as {
        results: { id: string }[];
      };
      const { body } = await ask(`/marketing/lead-scoring/2026-09-beta/scores/${listed.results[0]!.id}`, { token });
      expect(faultsOf(shape.Score, body)).toBe('');
    }
  });

  it('searches segments by offset, without filters, and shows these when they are asked for', async () => {
    const token = hubspot().tokens['portal-60']!;
    const json = { query: '', offset: 0, count: 500, processingTypes: [], additionalProperties: [] };
    const first = await ask('/crm/v3/lists/search', { token, json });
    expect(faultsOf(shape.SegmentPage, first.body)).toBe('');
    expect(first.body).toMatchObject({ hasMore: true, offset: 500, total: 534 });
    const second = await ask('/crm/lists/2026-09/search', { token, json: { ...json, offset: 500 } });
    expect(second.body).toMatchObject({ hasMore: false, offset: 534 });
    const { listId } = (second.body as { lists: { listId: string }[] }).lists[0]!;
    const many = await ask(`/crm/v3/lists?listIds=${listId}&includeFilters=true`, { token });
    expect(many.body).toMatchObject({ lists: [{ listId, filterBranch: { filterBranchType: 'OR' } }] });
    expect(faultsOf(shape.Segment, (many.body as { lists: unknown[] }).lists[0])).toBe('');
  });

  it('counts by search, and tells who wrote a value', async () => {
    const token = hubspot().tokens['retailer']!;
    const group = (propertyName: string) => ({ filters: [{ propertyName, operator: 'HAS_PROPERTY' }] });
    const count = async (...names: string[]) => {
      const json = { filterGroups: names.map(group), properties: [], limit: 1 };
      return (await ask('/crm/v3/objects/tickets/search', { token, json })).body as { total: number };
    };
    expect(await count('hs_predicted_cx_score')).toMatchObject({
      total: 700,
      results: [{ id: '10001' }],
      paging: { next: { after: '1' } },
    });
    expect(await count('hs_primary_topic')).toEqual({ total: 0, results: [] });
    expect(await count('hs_primary_topic', 'hs_predicted_cx_score')).toMatchObject({ total: 700 });
    const { body } = await ask('/crm/v3/objects/tickets?limit=50&propertiesWithHistory=hs_ticket_category', { token });
    expect(faultsOf(shape.pageOf(shape.RecordWithHistory), body)).toBe('');
    expect(JSON.stringify(body)).toContain('"sourceType":"HELP_DESK_AI"');
  });
});

function faultsOf(expected: z.ZodType, body: unknown): string {
  const read = expected.safeParse(body);
  return read.success ? '' : z.prettifyError(read.error);
}

/** `body` but for what differs between two calls or two paths by its nature: correlation ids and the links of pages. */
function sameBut(own: unknown, other: unknown): unknown {
  if (typeof own !== 'object' || own === null || typeof other !== 'object' || other === null) {
    return other;
  }
  const { correlationId, paging } = own as { correlationId?: string; paging?: unknown };
  return { ...other, ...(correlationId !== undefined && { correlationId }), ...(paging !== undefined && { paging }) };
}
