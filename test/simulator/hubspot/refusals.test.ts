import { describe, expect, it } from '@jest/globals';
import { useHubSpot } from './use-hubspot.ts';
import * as shape from './support/shapes.ts';

const { ask, hubspot } = useHubSpot({ worlds: ['tidy', 'starter', 'recruiter'], limits: false });
const starter = () => ({ token: hubspot().tokens['starter']! });

describe('simulator/hubspot/api/refusal', () => {
  it.each([
    ['no token', null],
    ['a token nobody gave out', 'pat-eu1-nobody'],
    ['an empty one', ''],
  ])('answers %s with 401', async (_, token) => {
    const { status, body } = await ask('/account-info/v3/details', { token });
    expect(status).toBe(401);
    expect(shape.Refusal.parse(body)).toMatchObject({ category: 'INVALID_AUTHENTICATION' });
  });

  it.each([
    ['/automation/v4/flows', 'automation'],
    ['/automation/2026-09-beta/action-types', 'automation'],
    ['/crm/v3/properties/tickets', 'tickets'],
    ['/marketing/lead-scoring/2026-09-beta/scores', 'mh-lead-scoring-view'],
    ['/account-info/v3/activity/security', 'account-info.security.read'],
  ])('answers %s without its scope with 403 and names the scope', async (path, scope) => {
    const { status, body } = await ask(path, starter());
    expect(status).toBe(403);
    expect(shape.MissingScopes.parse(body).errors[0]!.context.requiredGranularScopes).toContain(scope);
  });

  it('gives an account below Enterprise an empty list of object types, and no audit log', async () => {
    expect(await ask('/crm/v3/schemas', starter())).toMatchObject({ status: 200, body: { results: [] } });
    const { status, body } = await ask('/account-info/v3/activity/audit-logs');
    expect(status).toBe(403);
    expect(JSON.stringify(body)).not.toContain('requiredGranularScopes');
  });

  it('withholds one flow alone, also in a batch', async () => {
    const token = hubspot().tokens['recruiter']!;
    const { results } = (await ask('/automation/v4/flows', { token })).body as { results: { id: string }[] };
    const inputs = results.map(({ id }) => ({ flowId: id, type: 'FLOW_ID' }));
    const batch = await ask('/automation/v4/flows/batch/read', { token, json: { inputs } });
    expect(batch).toMatchObject({ status: 207, body: { numErrors: 1, errors: [{ category: 'MISSING_SCOPES' }] } });
    const { context } = (batch.body as { errors: { context: { flowId: string[] } }[] }).errors[0]!;
    const alone = await ask(`/automation/v4/flows/${context.flowId[0]}`, { token });
    expect([alone.status, shape.MissingScopes.safeParse(alone.body).success]).toEqual([403, true]);
  });

  it.each([
    ['/automation/v4/flows/1', 404, 'OBJECT_NOT_FOUND'],
    ['/crm/v3/properties/spaceships', 400, 'VALIDATION_ERROR'],
    ['/no/such/path', 404, 'OBJECT_NOT_FOUND'],
    ['/automation/v4/flows?limit=0', 400, 'VALIDATION_ERROR'],
    ['/automation/v4/flows?limit=101', 400, 'VALIDATION_ERROR'],
    ['/automation/v4/flows?after=nonsense', 400, 'VALIDATION_ERROR'],
    ['/conversations/v3/conversations/threads?limit=501', 400, 'VALIDATION_ERROR'],
    ['/conversations/v3/conversations/threads?inboxId=1&inboxId=2', 400, 'VALIDATION_ERROR'],
    ['/automation/v4/sequences', 400, 'VALIDATION_ERROR'],
  ])('answers %s with %i', async (path, status, category) => {
    const answer = await ask(path);
    expect([answer.status, shape.Refusal.parse(answer.body).category]).toEqual([status, category]);
    expect(answer.headers.get('x-hubspot-correlation-id')).toBe(
      (answer.body as { correlationId: string }).correlationId,
    );
  });

  it.each([
    ['six groups', { filterGroups: Array(6).fill({ filters: [{ propertyName: 'email', operator: 'HAS_PROPERTY' }] }) }],
    ['a property nobody has', { filterGroups: [{ filters: [{ propertyName: 'nope', operator: 'HAS_PROPERTY' }] }] }],
    ['more than ten thousand results', { after: '9990', limit: 100 }],
    ['more than 200 a page', { limit: 201 }],
    ['an operator of its own', { filterGroups: [{ filters: [{ propertyName: 'email', operator: 'LIKE' }] }] }],
  ])('refuses to search by %s', async (_, json) => {
    const { status, body } = await ask('/crm/v3/objects/contacts/search', { json });
    expect([status, shape.Refusal.parse(body).category]).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('takes no more than a hundred in a batch', async () => {
    const inputs = Array.from({ length: 101 }, (_, id) => ({ flowId: String(id), type: 'FLOW_ID' }));
    expect((await ask('/automation/v4/flows/batch/read', { json: { inputs } })).status).toBe(400);
    expect((await ask('/automation/v4/flows/batch/read', { json: {} })).status).toBe(400);
  });

  it('refuses to change anything, and remembers who tried', async () => {
    const answer = await ask('/crm/v3/objects/contacts', { json: { properties: { email: 'a@b.example' } } });
    expect(answer.status).toBe(405);
    expect(hubspot().stats('tidy').writes).toEqual([{ method: 'POST', path: '/crm/v3/objects/contacts' }]);
    expect(hubspot().stats('starter').writes).toEqual([]);
  });

  it('says that JSON cannot be read', async () => {
    const response = await fetch(`${hubspot().url}/crm/v3/objects/contacts/search`, {
      method: 'POST',
      headers: { authorization: `Bearer ${hubspot().tokens['tidy']}`, 'content-type': 'application/json' },
      body: '{"filterGroups":',
    });
    expect([response.status, shape.Refusal.parse(await response.json()).category]).toEqual([400, 'VALIDATION_ERROR']);
  });
});
