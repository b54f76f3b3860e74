import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recognise } from '#connectors/hubspot/import/recognise.ts';
import type { Json } from '#src/model/json.ts';

const summary = (json: Json, name = 'a.json') => {
  const read = recognise(json, name);
  return 'error' in read
    ? read.error
    : read.recordings.map(({ endpoint, param }) => [endpoint, param].filter(Boolean).join('/'));
};

describe('connectors/hubspot/import/recognise', () => {
  it.each<{ what: string; json: Json; endpoints: string[] }>`
    what                  | json                                                                                                   | endpoints
    ${'a pipeline'}       | ${{ objectType: 'deals', results: [{ id: 'x', label: 'Sales', stages: [] }] }}                         | ${['pipelines/deals']}
    ${'a custom object'}  | ${[{ objectTypeId: '2-1', fullyQualifiedName: 'p1_x' }]}                                               | ${['schemas']}
    ${'segments'}         | ${{ lists: [{ listId: '7', name: 'VIP', processingType: 'DYNAMIC' }] }}                                | ${['listSearch']}
    ${'one segment'}      | ${{ list: { listId: '7', name: 'VIP' } }}                                                              | ${['listSearch']}
    ${'a lead score'}     | ${{ id: '91', name: 'MQL', groupConfigs: [], outputConfiguration: {} }}                                | ${['leadScores']}
    ${'lead scores'}      | ${{ results: [{ id: '91', name: 'MQL', scoredObjectTypeId: '0-1' }] }}                                 | ${['leadScores']}
    ${'e-mails'}          | ${{ results: [{ id: '1', name: 'N', state: 'DRAFT', subject: 'S' }] }}                                 | ${['emails']}
    ${'inboxes'}          | ${{ results: [{ id: '1', name: 'N', type: 'INBOX' }] }}                                                | ${['inboxes']}
    ${'channel accounts'} | ${{ results: [{ id: '1', channelId: '1000', inboxId: '2', active: true }] }}                           | ${['channelAccounts']}
    ${'threads'}          | ${{ results: [{ id: '1', inboxId: '2', originalChannelId: '1000' }] }}                                 | ${['threads']}
    ${'messages'}         | ${{ results: ['5', '5', '6'].map((id) => ({ id: '1', conversationsThreadId: id, type: 'MESSAGE' })) }} | ${['messages/5', 'messages/6']}
    ${'forecast types'}   | ${{ results: [{ forecastName: 'x' }] }}                                                                | ${['forecastTypes']}
    ${'action types'}     | ${{ results: [{ actionTypeId: '0-1', actionName: 'Delay' }] }}                                         | ${['actionTypes']}
    ${'a flow'}           | ${{ type: 'PLATFORM_FLOW', actions: [] }}                                                              | ${['flows']}
  `('recognises $what by its shape', ({ json, endpoints }) => {
    expect(summary(json)).toEqual(endpoints);
  });

  it.each<{ what: string; json: Json }>`
    what                           | json
    ${'contacts'}                  | ${{ results: [{ id: '1', properties: { email: 'x' } }] }}
    ${'actions of something else'} | ${{ actions: ['a'] }}
    ${'null'}                      | ${null}
    ${'a package file'}            | ${{ name: 'x', version: '1' }}
  `('takes $what for nothing', ({ json }) => {
    expect(summary(json)).toBe('holds nothing that is known as an export of HubSpot.');
  });

  it('reads action types of a catalogue made by hand', () => {
    expect(
      recognise(
        { validActionTypeIds: [{ id: '0-1', name: 'Delay' }, 'x'], integrationActionIds: { '1-2': 'Slack' } },
        'a',
      ),
    ).toEqual({
      recordings: [
        {
          stream: 'action-types',
          endpoint: 'actionTypes',
          items: [
            { actionTypeId: '0-1', actionName: 'Delay' },
            { actionTypeId: '1-2', actionName: 'Slack' },
          ],
        },
      ],
    });
  });

  it('says what it misses when a part of an archive is not clear', () => {
    expect(summary({ properties: [{ name: 'a', label: 'A', fieldType: 'text' }] })).toMatch(/of which object type/);
  });

  it('never throws, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (json, name) => typeof recognise(json as Json, name) === 'object'),
    );
  });
});
