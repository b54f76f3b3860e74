import { describe, expect, it } from '@jest/globals';
import { emails } from '../../../connectors/hubspot/emails.ts';
import { forecasts } from '../../../connectors/hubspot/forecasts.ts';
import { leadScores } from '../../../connectors/hubspot/lead-scores.ts';
import { sequences } from '../../../connectors/hubspot/sequences.ts';
import type { Json } from '../../../src/model/json.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';
import { drain, idsOf, keptOf } from './support/kept.ts';

const context = (kept: readonly Partial<RawAsset>[] = [], cursor?: Json) => ({
  client: testClient(),
  kept: keptOf(kept),
  now: new Date(0),
  ...(cursor !== undefined && { cursor }),
});
const denied = (scope: string) => ({
  category: 'MISSING_SCOPES',
  errors: [{ context: { requiredGranularScopes: [scope] } }],
});
const next = (after: string) => ({ paging: { next: { after } } });

describe('connectors/hubspot/emails', () => {
  const path = '/marketing/emails/2026-09';
  const pull = (kept: readonly Partial<RawAsset>[] = [], cursor?: Json) => drain(emails.pull(context(kept, cursor)));

  it('reads every page, each with where to go on, and how many there are', async () => {
    hubspotApi()
      .get(path)
      .query({ limit: 100 })
      .reply(200, { total: 2, results: [{ id: '1', state: 'PUBLISHED' }], ...next('x') })
      .get(path)
      .query({ limit: 100, after: 'x' })
      .reply(200, { total: 2, results: [{ id: 2 }] });
    const { pages } = await pull();
    expect(pages.map(({ cursor, total }) => ({ cursor, total }))).toEqual([
      { cursor: 'x', total: 2 },
      { cursor: undefined, total: 2 },
    ]);
    expect(idsOf(pages)).toEqual(['1', '2']);
  });

  it('goes on behind the cursor of a scan that was killed', async () => {
    hubspotApi()
      .get(path)
      .query({ limit: 100, after: 'x' })
      .reply(200, { results: [{ id: '2' }] });
    expect(idsOf((await pull([], 'x')).pages)).toEqual(['2']);
  });

  it('keeps tokens and sentences that may speak of AI, and nothing else of the content', async () => {
    const html =
      '<p>Dear {{ contact.firstname }}, your renewal is due.</p><p>This text was written by AI.</p>{{ personalization_token("contact.hs_why_this_contact", "") }}';
    hubspotApi()
      .get(path)
      .query(true)
      .reply(200, {
        results: [
          { id: '1', name: 'Renewal', state: 'AGENT_GENERATED', content: { widgets: { a: { body: { html } } } } },
        ],
      });
    const [asset] = (await pull()).pages[0]?.assets ?? [];
    expect(asset?.payload).toEqual({
      id: '1',
      name: 'Renewal',
      state: 'AGENT_GENERATED',
      tokens: ['contact.firstname', 'contact.hs_why_this_contact'],
      notices: ['This text was written by AI.'],
    });
  });

  it('says nothing of a content that did not come back: silence is no "no notice"', async () => {
    hubspotApi()
      .get(path)
      .query(true)
      .reply(200, { results: [{ id: '1' }] });
    const [asset] = (await pull()).pages[0]?.assets ?? [];
    expect(asset?.payload).toEqual({ id: '1' });
  });

  it('quarantines what has no id, and writes nothing that is equal', async () => {
    const answer = { results: [{ id: '1', state: 'DRAFT' }, { name: 'no id' }] };
    hubspotApi().get(path).query(true).times(2).reply(200, answer);
    const first = await pull();
    expect(first.pages[0]?.quarantined).toMatchObject([{ item: '#1' }]);
    const second = await pull(first.pages[0]?.assets ?? []);
    expect(second.pages[0]).toMatchObject({ assets: [], unchanged: [{ kind: 'email', externalId: '1' }] });
  });

  it('passes a refusal on', async () => {
    hubspotApi().get(path).query(true).reply(403, denied('content'));
    expect(await pull()).toMatchObject({ pages: [], error: { code: 'ACCESS_DENIED', grants: ['content'] } });
  });
});

describe('connectors/hubspot/lead-scores', () => {
  const path = '/marketing/lead-scoring/2026-09-beta/scores';
  const pull = (kept: readonly Partial<RawAsset>[] = []) => drain(leadScores.pull(context(kept)));
  const score = {
    id: '91',
    name: 'MQL score',
    objectTypeId: '0-1',
    scoreStatus: 'published',
    scoreType: 'COMBINED',
    groupConfigs: [
      {
        groupName: 'Job fit',
        ruleConfigurations: [{ configuration: { calculation: { type: 'MATCH', property: 'jobtitle' } } }],
      },
    ],
    outputConfiguration: { outputs: [{ propertyName: 'mql_score' }, { propertyName: 'mql_tier' }] },
  };

  it('asks for each score by itself: what it reads and what it fills', async () => {
    hubspotApi()
      .get(path)
      .query({ limit: 100 })
      .reply(200, { results: [{ id: '91', name: 'MQL score' }], ...next('p2') })
      .get(path)
      .query({ limit: 100, after: 'p2' })
      .reply(200, { results: [] })
      .get(`${path}/91`)
      .reply(200, score);
    const { pages } = await pull();
    expect(pages).toHaveLength(2);
    expect(pages[0]?.assets[0]?.payload).toEqual({
      id: '91',
      name: 'MQL score',
      objectTypeId: '0-1',
      scoreStatus: 'published',
      scoreType: 'COMBINED',
      outputs: [{ propertyName: 'mql_score' }, { propertyName: 'mql_tier' }],
      reads: ['jobtitle'],
      calculators: ['MATCH'],
      groups: ['Job fit'],
    });
  });

  it('names a score that it could not read, and keeps the others', async () => {
    hubspotApi()
      .get(path)
      .query(true)
      .reply(200, { results: [{ id: '91' }, { id: '92' }] })
      .get(`${path}/91`)
      .reply(400, { message: 'broken' })
      .get(`${path}/92`)
      .reply(200, { ...score, id: '92' });
    const { pages } = await pull();
    expect(pages[0]).toMatchObject({ assets: [{ externalId: '92' }], quarantined: [{ item: '91' }] });
  });

  it('passes a refusal on, and that the edition has no such thing', async () => {
    hubspotApi().get(path).query(true).reply(403, denied('mh-lead-scoring-view'));
    expect((await pull()).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['mh-lead-scoring-view'] });
    hubspotApi().get(path).query(true).reply(404).get(path.replace('2026-09', '2027-03')).query(true).reply(404);
    expect((await pull()).error).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('connectors/hubspot/forecasts', () => {
  const path = '/forecast-settings/2026-09/forecast-types';
  const pull = () => drain(forecasts.pull(context()));

  it('keeps which property each forecast adds up', async () => {
    hubspotApi()
      .get(path)
      .reply(200, {
        results: [
          {
            forecastName: 'Default',
            amountProperty: 'amount',
            weightedAmountProperty: 'hs_predicted_amount',
            defaultType: true,
          },
          { amountProperty: 'amount' },
        ],
      });
    expect((await pull()).pages).toMatchObject([
      {
        assets: [
          {
            kind: 'forecast',
            externalId: 'Default',
            payload: {
              forecastName: 'Default',
              amountProperty: 'amount',
              weightedAmountProperty: 'hs_predicted_amount',
            },
          },
        ],
        quarantined: [{ item: '#1' }],
      },
    ]);
  });

  it.each([
    ['a bare list', [{ forecastName: 'A' }]],
    ['one bare object, as the specification has it', { forecastName: 'A' }],
  ])('reads %s', async (_what, body) => {
    hubspotApi().get(path).reply(200, body);

    expect(idsOf((await pull()).pages)).toEqual(['A']);
  });

  it('is read, and empty, where there is none', async () => {
    hubspotApi().get(path).reply(200, { results: [] });
    expect(await pull()).toEqual({ pages: [{ assets: [], unchanged: [], quarantined: [] }] });
  });

  it('passes on a refusal, and that there is no such thing', async () => {
    hubspotApi().get(path).reply(403, denied('crm.objects.deals.read'));
    expect((await pull()).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['crm.objects.deals.read'] });
    hubspotApi().get(path).reply(404);
    expect((await pull()).error).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('connectors/hubspot/sequences', () => {
  const dated = '/automation/sequences/2026-09-beta/serviceaccounts/sequences';
  const ofUser = '/automation/sequences/2026-09-beta';
  const pull = (kept: readonly Partial<RawAsset>[] = []) => drain(sequences.pull(context(kept)));

  it('reads every page', async () => {
    hubspotApi()
      .get(dated)
      .query({ limit: 100 })
      .reply(200, { total: 2, results: [{ id: '1', name: 'Cold outreach' }], ...next('x') })
      .get(dated)
      .query({ limit: 100, after: 'x' })
      .reply(200, { total: 2, results: [{ id: '2' }, { name: 'no id' }] });
    const { pages } = await pull();
    expect(idsOf(pages)).toEqual(['1', '2']);
    expect(pages[1]?.quarantined).toHaveLength(1);
  });

  it('asks for those of any user where the path for the whole account is missing', async () => {
    hubspotApi().get(dated).query(true).reply(404);
    hubspotApi()
      .get(ofUser)
      .query({ limit: 100, userId: '7' })
      .reply(200, { results: [{ id: '1' }] });
    expect(idsOf((await pull([{ kind: 'user', externalId: '7' }])).pages)).toEqual(['1']);
  });

  it('is unavailable where neither is there, or nobody to ask for', async () => {
    hubspotApi().get(dated).query(true).reply(404);
    expect((await pull()).error).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('passes a refusal on', async () => {
    hubspotApi().get(dated).query(true).reply(403, denied('automation.sequences.read'));
    expect((await pull()).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['automation.sequences.read'] });
  });
});
