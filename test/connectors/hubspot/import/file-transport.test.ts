import { describe, expect, it } from '@jest/globals';
import { FileTransport } from '#connectors/hubspot/import/file-transport.ts';
import type { Recording } from '#connectors/hubspot/import/recognise.ts';
import { Recordings } from '#connectors/hubspot/import/recordings.ts';
import type { Json, JsonObject } from '#src/model/json.ts';

function transportOf(recording: Partial<Recording> & Pick<Recording, 'endpoint'>, ...items: JsonObject[]) {
  const recordings = new Recordings();
  recordings.add({ stream: 'workflows', items, ...recording }, 'a.json');
  return new FileTransport(recordings);
}

const ask = (
  transport: FileTransport,
  method: 'GET' | 'POST',
  path: string,
  rest: { query?: object; json?: object } = {},
) => transport.send({ method, url: `https://files.invalid${path}`, ...rest } as Parameters<FileTransport['send']>[0]);

describe('connectors/hubspot/import/file-transport', () => {
  const three = [{ id: '1' }, { id: '2' }, { id: '3' }];

  it.each<{ what: string; query: object; body: Json }>`
    what               | query                        | body
    ${'a first page'}  | ${{ limit: 2 }}              | ${{ results: [{ id: '1' }, { id: '2' }], total: 3, paging: { next: { after: '2' } } }}
    ${'a last page'}   | ${{ limit: 2, after: '2' }}  | ${{ results: [{ id: '3' }], total: 3 }}
    ${'all in one'}    | ${{}}                        | ${{ results: three, total: 3 }}
    ${'an odd cursor'} | ${{ limit: 'x', after: -1 }} | ${{ results: three, total: 3 }}
  `('answers with $what', async ({ query, body }) => {
    expect(
      await ask(transportOf({ endpoint: 'flows' }, ...three), 'GET', '/automation/v4/flows', { query }),
    ).toMatchObject({
      status: 200,
      body,
    });
  });

  it('answers flows by id, in batches and one by one', async () => {
    const transport = transportOf({ endpoint: 'flows' }, ...three);
    const json = { inputs: [{ flowId: '3', type: 'FLOW_ID' }, { flowId: '9' }] };

    expect((await ask(transport, 'POST', '/automation/v4/flows/batch/read', { json })).body).toEqual({
      results: [{ id: '3' }],
    });
    expect((await ask(transport, 'GET', '/automation/2026-09-beta/flows/2')).body).toEqual({ id: '2' });
    expect((await ask(transport, 'GET', '/automation/v4/flows/9')).status).toBe(404);
  });

  it('answers segments by their own paging, and one with its filters', async () => {
    const transport = transportOf({ endpoint: 'listSearch' }, { listId: '1' }, { listId: '2' });

    expect((await ask(transport, 'POST', '/crm/v3/lists/search', { json: { offset: 0, count: 1 } })).body).toEqual({
      lists: [{ listId: '1' }],
      offset: 1,
      hasMore: true,
      total: 2,
    });
    expect((await ask(transport, 'GET', '/crm/v3/lists/2')).body).toEqual({ list: { listId: '2' } });
  });

  it('answers a list of an object type only for that type', async () => {
    const transport = transportOf({ endpoint: 'properties', param: 'deals' }, { name: 'a' });

    expect((await ask(transport, 'GET', '/crm/v3/properties/deals')).body).toEqual({
      results: [{ name: 'a' }],
      total: 1,
    });
    expect((await ask(transport, 'GET', '/crm/v3/properties/contacts')).status).toBe(404);
  });

  it('heeds the filters of conversations', async () => {
    const transport = transportOf(
      { endpoint: 'channelAccounts' },
      { id: '1', channelId: '1000' },
      { id: '2', channelId: '1002' },
    );

    const { body } = await ask(transport, 'GET', '/conversations/v3/conversations/channel-accounts', {
      query: { channelId: 1000 },
    });

    expect(body).toMatchObject({ results: [{ id: '1' }] });
  });

  it.each(['/crm/v3/objects/contacts/search', '/unknown', '/automation/v4/flows/1/x'])(
    'does not know %s',
    async (path) => {
      expect((await ask(transportOf({ endpoint: 'flows' }), 'POST', path)).status).toBe(404);
    },
  );

  it('sends nothing', async () => {
    const transport = transportOf({ endpoint: 'flows' }, ...three);
    await ask(transport, 'GET', '/automation/v4/flows');
    transport.close();

    expect(transport.requests).toBe(0);
  });
});
