import { describe, expect, it } from '@jest/globals';
import { workflows } from '../../../connectors/hubspot/workflows.ts';
import type { Json } from '../../../src/model/json.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';
import { drain, idsOf, keptOf } from './support/kept.ts';

const flows = '/automation/2026-09-beta/flows';
const numbered = '/automation/v4/flows';
const summary = (id: string, revisionId = '7') => ({
  id,
  isEnabled: true,
  flowType: 'WORKFLOW',
  objectTypeId: '0-1',
  revisionId,
  createdAt: '2024-06-07T17:27:08.101Z',
  updatedAt: '2024-06-07T17:31:11.263Z',
});
const flow = (id: string, more: object = {}) => ({
  ...summary(id),
  name: `Flow ${id}`,
  type: 'CONTACT_FLOW',
  actions: [{ type: 'SINGLE_CONNECTION', actionId: '1', actionTypeId: '0-13', fields: { list_id: '178' } }],
  ...more,
});
const REVISION = '1/7/2024-06-07T17:31:11.263Z/on';

const held = (externalId: string) => ({ kind: 'workflow', externalId, revision: REVISION });

const pull = (kept: readonly Partial<RawAsset>[] = [], cursor?: Json, expected?: number) =>
  drain(
    workflows.pull({
      client: testClient(),
      kept: keptOf(kept),
      now: new Date(0),
      ...(cursor !== undefined && { cursor }),
      ...(expected !== undefined && { expected }),
    }),
  );

const list = (results: object[], query: object = { limit: 100 }, after?: string) =>
  hubspotApi()
    .get(flows)
    .query({ ...query })
    .reply(200, { results, ...(after !== undefined && { paging: { next: { after } } }) });

const inputs = (...ids: string[]) => ({ inputs: ids.map((flowId) => ({ flowId, type: 'FLOW_ID' })) });
const batch = (ids: string[], results: object[], status = 200) =>
  hubspotApi()
    .post(`${flows}/batch/read`, inputs(...ids))
    .reply(status, { status: 'COMPLETE', results });
const missingScopes = (scope: string) => ({
  category: 'MISSING_SCOPES',
  errors: [{ context: { requiredGranularScopes: [scope] } }],
});
const notFound = { status: 'error', message: 'resource not found', category: 'OBJECT_NOT_FOUND' };

describe('connectors/hubspot/workflows', () => {
  it('reads every page of the list and the flows in batches; each page carries where to go on', async () => {
    list([summary('1'), summary('2')], { limit: 100 }, 'NTI1Cg==');
    list([summary('3')], { limit: 100, after: 'NTI1Cg==' });
    batch(['1', '2'], [flow('1'), flow('2')]);
    batch(['3'], [flow('3')]);
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(idsOf(pages)).toEqual(['1', '2', '3']);
    expect(pages.map(({ cursor }) => cursor)).toEqual(['NTI1Cg==', undefined]);
    expect(pages[0]?.assets[0]).toMatchObject({
      kind: 'workflow',
      externalId: '1',
      revision: REVISION,
      payload: { id: '1', name: 'Flow 1', isEnabled: true, actions: [{ actionTypeId: '0-13' }] },
    });
  });

  it.each<[string, Partial<RawAsset>[], number | undefined, (number | undefined)[]]>([
    ['all of it must be read', [], 250, [6, 0]],
    ['nothing has changed', [held('1'), held('2')], 250, [3, 0]],
    ['it was never read before', [], undefined, [undefined, 0]],
  ])('says what it still needs when %s', async (_when, kept, expected, left) => {
    list([summary('1')], { limit: 100 }, 'NTI1Cg==');
    list([summary('2')], { limit: 100, after: 'NTI1Cg==' });
    if (kept.length === 0) {
      batch(['1'], [flow('1')]);
      batch(['2'], [flow('2')]);
    }
    const { pages } = await pull(kept, undefined, expected);
    expect(pages.map((page) => page.left)).toEqual(left);
  });

  it('reads only what differs from the revision we hold', async () => {
    list([summary('1'), summary('2', '8'), { ...summary('3'), isEnabled: false }]);
    batch(['2', '3'], [flow('2'), flow('3')]);
    const kept = ['1', '2', '3'].map((externalId) => ({ kind: 'workflow', externalId, revision: REVISION }));
    const { pages } = await pull(kept);
    expect(idsOf(pages)).toEqual(['2', '3']);
    expect(pages[0]?.unchanged).toEqual([{ kind: 'workflow', externalId: '1' }]);
  });

  it('asks for no flow when nothing changed', async () => {
    list([summary('1')]);
    const { pages } = await pull([{ kind: 'workflow', externalId: '1', revision: REVISION }]);
    expect(pages).toMatchObject([{ assets: [], unchanged: [{ externalId: '1' }] }]);
  });

  it('takes an empty account for what it is', async () => {
    list([]);
    expect(await pull()).toMatchObject({ pages: [{ assets: [], unchanged: [], refused: [] }] });
  });

  it('goes on where an interrupted scan stopped, and from the start when HubSpot forgot that place', async () => {
    list([summary('9')], { limit: 100, after: 'OLD' });
    batch(['9'], [flow('9')]);
    expect(idsOf((await pull([], 'OLD')).pages)).toEqual(['9']);

    hubspotApi().get(flows).query({ limit: 100, after: 'GONE' }).reply(400, { category: 'VALIDATION_ERROR' });
    list([summary('1')]);
    batch(['1'], [flow('1')]);
    expect(idsOf((await pull([], 'GONE')).pages)).toEqual(['1']);
  });

  it('asks for each flow that a 207 leaves out: read, refused, gone', async () => {
    list(['1', '2', '3', '4'].map((id) => summary(id)));
    batch(['1', '2', '3', '4'], [flow('1')], 207);
    hubspotApi()
      .get(`${flows}/2`)
      .reply(200, flow('2'))
      .get(`${flows}/3`)
      .reply(403, missingScopes('crm.objects.contacts.sensitive.read.v2'))
      .get(`${flows}/4`)
      .reply(404, notFound);
    hubspotApi().get(`${numbered}/4`).optionally().reply(404, notFound);
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(idsOf(pages)).toEqual(['1', '2']);
    expect(pages[0]?.refused).toMatchObject([{ what: 'workflow 3', grant: 'crm.objects.contacts.sensitive.read.v2' }]);
    expect(pages[0]?.quarantined).toEqual([]);
  });

  it('names no grant that the refusal of one flow does not name', async () => {
    list([summary('1')]);
    batch(['1'], [], 207);
    hubspotApi().get(`${flows}/1`).reply(403, {}).get(`${numbered}/1`).reply(403, {});
    expect((await pull()).pages[0]?.refused?.[0]).not.toHaveProperty('grant');
  });

  it('reads one by one where there is no batch read', async () => {
    list([summary('1')], { limit: 100 }, 'A');
    list([summary('2')], { limit: 100, after: 'A' });
    hubspotApi().post(`${flows}/batch/read`).reply(404).post(`${numbered}/batch/read`).reply(404);
    hubspotApi().post(`${flows}/batch/read`).optionally().reply(404);
    hubspotApi().post(`${numbered}/batch/read`).optionally().reply(404);
    hubspotApi().get(`${flows}/1`).reply(200, flow('1')).get(`${flows}/2`).reply(200, flow('2'));
    expect(idsOf((await pull()).pages)).toEqual(['1', '2']);
  });

  it('halves a batch that HubSpot finds too large or cannot take', async () => {
    list(['1', '2', '3'].map((id) => summary(id)));
    const invalid = { category: 'VALIDATION_ERROR' };
    hubspotApi()
      .post(`${flows}/batch/read`, inputs('1', '2', '3'))
      .reply(400, invalid)
      .post(`${flows}/batch/read`, inputs('3'))
      .reply(400, invalid);
    batch(['1', '2'], [flow('1'), flow('2')]);
    hubspotApi().get(`${flows}/3`).reply(200, flow('3'));
    expect(idsOf((await pull()).pages)).toEqual(['1', '2', '3']);
  });

  it.each([
    ['no actions', { id: '2' }],
    ['actions of another kind', { id: '2', actions: {} }],
    ['an action that is no object', { id: '2', actions: ['x'] }],
  ])('quarantines a flow with %s and keeps the others', async (_, odd) => {
    list([summary('1'), summary('2')]);
    batch(['1', '2'], [flow('1'), odd]);
    const { pages } = await pull();
    expect(idsOf(pages)).toEqual(['1']);
    expect(pages[0]?.quarantined).toMatchObject([{ item: '2', reason: expect.stringContaining('actions') }]);
  });

  it('reads a flow whose line names no revision every time, and quarantines a line without an id', async () => {
    list([{ name: 'no id' }, { id: 5 }]);
    batch(['5'], [flow('5')]);
    const { pages } = await pull([{ kind: 'workflow', externalId: '5' }]);
    expect(pages[0]?.quarantined).toMatchObject([{ item: '#0' }]);
    expect(pages[0]?.assets).toMatchObject([{ externalId: '5' }]);
    expect(pages[0]?.assets[0]).not.toHaveProperty('revision');
  });

  it('keeps neither custom code nor secrets', async () => {
    list([summary('1')]);
    const code = {
      type: 'CUSTOM_CODE',
      actionId: '1',
      runtime: 'NODE20X',
      sourceCode:
        "const k = 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD'; fetch('https://api.openai.com/v1/chat');",
    };
    const hook = { type: 'WEBHOOK', actionId: '2', webhookUrl: 'https://u:p4ssw0rd@hooks.example.com/a?token=s3cr3t' };
    batch(['1'], [flow('1', { actions: [code, hook] })]);
    const { pages } = await pull();
    const stored = JSON.stringify(pages);
    expect(stored).not.toMatch(/sk-proj|sourceCode|p4ssw0rd|s3cr3t/);
    expect(stored).toContain('api.openai.com');
    expect(stored).toContain('hooks.example.com');
  });

  it('is denied when the list is', async () => {
    hubspotApi().get(flows).query(true).reply(403, missingScopes('automation'));
    expect(await pull()).toMatchObject({ pages: [], error: { code: 'ACCESS_DENIED', grants: ['automation'] } });
  });

  it('works over the numbered paths, and keeps what was read before the list broke', async () => {
    hubspotApi().get(flows).query(true).reply(404, '<pre>Cannot GET</pre>');
    hubspotApi()
      .get(numbered)
      .query({ limit: 100 })
      .reply(200, { results: [summary('1')], paging: { next: { after: 'A' } } })
      .get(numbered)
      .query({ limit: 100, after: 'A' })
      .reply(502, '<html>');
    hubspotApi()
      .post(`${flows}/batch/read`)
      .reply(404)
      .post(`${numbered}/batch/read`)
      .reply(200, { results: [flow('1')] });
    const { pages, error } = await pull();
    expect(idsOf(pages)).toEqual(['1']);
    expect(pages[0]?.cursor).toBe('A');
    expect(error).toMatchObject({ code: 'VENDOR_UNAVAILABLE' });
  });
});
