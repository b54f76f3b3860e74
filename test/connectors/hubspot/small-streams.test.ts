import { describe, expect, it } from '@jest/globals';
import { account, identify } from '../../../connectors/hubspot/account.ts';
import { actionTypes } from '../../../connectors/hubspot/action-types.ts';
import { objectSchemas } from '../../../connectors/hubspot/object-schemas.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';
import { drain, keptOf } from './support/kept.ts';

const now = new Date(0);
const denied = {
  category: 'MISSING_SCOPES',
  errors: [{ context: { requiredGranularScopes: ['automation', 'other'] } }],
};

describe('connectors/hubspot/account', () => {
  const details = {
    portalId: 147893286,
    accountType: 'STANDARD',
    timeZone: 'US/Eastern',
    companyCurrency: 'USD',
    uiDomain: 'app-eu1.hubspot.com',
    dataHostingLocation: 'eu1',
  };

  it('names the account by its portal id and learns the time zone', async () => {
    hubspotApi().get('/account-info/2026-09/details').reply(200, details);
    const client = testClient();
    expect(await identify(client)).toEqual({ id: '147893286', name: 'HubSpot 147893286' });
    expect(client.timeZone).toBe('US/Eastern');
  });

  it('yields one asset, and nothing to write when it is equal', async () => {
    hubspotApi().get('/account-info/2026-09/details').times(2).reply(200, details);
    const first = await drain(account.pull({ client: testClient(), kept: keptOf(), now }));
    expect(first.pages).toMatchObject([
      {
        assets: [
          {
            kind: 'account',
            externalId: '147893286',
            payload: { portalId: '147893286', uiDomain: 'app-eu1.hubspot.com', timeZone: 'US/Eastern' },
          },
        ],
      },
    ]);
    const second = await drain(account.pull({ client: testClient(), kept: keptOf(first.pages[0]!.assets), now }));
    expect(second.pages).toEqual([{ assets: [], unchanged: [{ kind: 'account', externalId: '147893286' }] }]);
  });

  it('is an error without a portal id', async () => {
    hubspotApi().get('/account-info/2026-09/details').reply(200, { uiDomain: 'x' });
    await expect(identify(testClient())).rejects.toMatchObject({ code: 'UNEXPECTED_SHAPE' });
  });
});

describe('connectors/hubspot/action-types', () => {
  const path = '/automation/2026-09-beta/action-types';
  const pull = () => drain(actionTypes.pull({ client: testClient(), kept: keptOf(), now }));

  it('keeps the name and the names of the fields', async () => {
    const results = [
      {
        actionTypeId: '0-172351286',
        actionName: 'Data Agent: Custom prompt',
        groupId: 'ai',
        objectTypeIds: ['0-1'],
        inputFieldDefinitions: [{ name: 'prompt', label: 'Prompt' }, { label: 'no name' }, { name: 'model' }],
      },
      { actionTypeId: '1-77', actionName: 'Post', inputFieldDefinitions: 'odd' },
      { actionTypeId: '1-78' },
    ];
    hubspotApi().get(path).reply(200, { results });
    const { pages } = await pull();
    expect(pages[0]?.assets.map(({ payload }) => payload)).toEqual([
      {
        actionTypeId: '0-172351286',
        actionName: 'Data Agent: Custom prompt',
        groupId: 'ai',
        fields: ['prompt', 'model'],
      },
      { actionTypeId: '1-77', actionName: 'Post', fields: [] },
    ]);
    expect(pages[0]?.quarantined).toMatchObject([{ item: '1-78' }]);
  });

  it('passes a refusal on', async () => {
    hubspotApi().get(path).reply(403, denied);
    expect((await pull()).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['automation', 'other'] });
  });

  it('passes on that the account has no such thing', async () => {
    hubspotApi().get(path).reply(404).get('/automation/2027-03-beta/action-types').reply(404);
    expect((await pull()).error).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('connectors/hubspot/object-schemas', () => {
  const pull = () => drain(objectSchemas.pull({ client: testClient(), kept: keptOf(), now }));

  it('keeps the names of custom objects, over the oldest path if need be', async () => {
    hubspotApi().get('/crm-object-schemas/2026-09/schemas').reply(404).get('/crm-object-schemas/v3/schemas').reply(404);
    const schema = {
      objectTypeId: '2-123',
      name: 'candidate',
      labels: { singular: 'Candidate', plural: null },
      description: 'People who apply',
      properties: [{ name: 'x' }],
    };
    hubspotApi()
      .get('/crm/v3/schemas')
      .reply(200, { results: [schema, { name: 'broken' }] });
    const { pages } = await pull();
    expect(pages).toMatchObject([
      {
        assets: [
          {
            kind: 'object-schema',
            externalId: '2-123',
            payload: { objectTypeId: '2-123', name: 'candidate', labels: { singular: 'Candidate' } },
          },
        ],
        quarantined: [{ item: 'broken' }],
      },
    ]);
    expect(pages[0]?.assets[0]?.payload).not.toHaveProperty('properties');
  });

  it('is read, and empty, where the edition has none', async () => {
    hubspotApi().get('/crm-object-schemas/2026-09/schemas').reply(200, { results: [] });
    expect(await pull()).toEqual({ pages: [{ assets: [], unchanged: [], quarantined: [] }] });
  });
});
