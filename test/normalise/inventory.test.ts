import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { RawAsset } from '../../src/model/raw-asset.ts';
import {
  action,
  assetOf,
  branch,
  code,
  inventoryOf,
  outputOf,
  propertyOf,
  reading,
  setProperty,
  webhook,
  workflowOf,
} from '../support/build.ts';

const assess = makeAssess(euAiAct);

/** An account with some of everything: models, relays, copies, segments, chats, scores and what is none of these. */
const ACCOUNT: RawAsset[] = [
  assetOf('object-schema', '2-77', {
    objectTypeId: '2-77',
    name: 'order',
    labels: { singular: 'Order', plural: 'Orders' },
  }),
  propertyOf('contacts/fit', { type: 'number', hubspotDefined: false }),
  propertyOf('contacts/tier', { hubspotDefined: false }),
  propertyOf('deals/hs_deal_score', { type: 'number' }),
  workflowOf('1', [webhook('1', 'https://api.openai.com/v1/responses', '2'), setProperty('2', 'fit', outputOf('1'))]),
  workflowOf('2', [branch('1', 'tier', '2'), action('2', '0-11')]),
  workflowOf('3', [action('1', '0-25', { source_property: 'fit', target_property: 'tier' })]),
  workflowOf('4', [webhook('1', 'https://hooks.zapier.com/hooks/catch/1')]),
  workflowOf('5', [action('1', '0-4', { content_id: '900' })]),
  workflowOf('6', [code('1', { models: [{ value: 'gpt-4o', line: 1 }] })], { objectTypeId: '2-77' }),
  workflowOf('7', [branch('1', 'hs_deal_score', '2'), action('2', '0-11')], { objectTypeId: '0-3' }),
  assetOf('segment', '55', { name: 'S', objectTypeId: '0-1', filterBranch: reading('fit') }),
  assetOf('email', '900', { name: 'E', state: 'AGENT_GENERATED', tokens: ['contact.fit'], notices: [] }),
  assetOf('lead-score', '91', { name: 'L', objectTypeId: '0-1', scoreType: 'COMBINED', reads: ['fit'] }),
  assetOf('chatflow', '44', {
    name: 'C',
    channelId: '1000',
    active: true,
    sample: { window: '90d', threads: 1, messages: 2, senders: { L: 1 } },
  }),
  assetOf('forecast', 'F', { forecastName: 'F', weightedAmountProperty: 'hs_predicted_amount' }),
];

/** What a reader of the result is told, by key; the order of lists inside a fact says nothing. */
function told({ features, cleared, examined }: Inventory) {
  return {
    features: features.map((feature) => {
      const { tier, flags, notice, obligations } = assess(feature);
      const links = feature.links
        .map(({ relation, asset }) => `${relation} ${asset.kind} ${asset.externalId}`)
        .toSorted();
      return { key: feature.key, verdict: feature.verdict, tier, flags, notice, obligations, links };
    }),
    cleared: cleared.map(({ key, because }) => [key, because.id]),
    examined,
  };
}
const verdicts = (inventory: Inventory) =>
  told(inventory).features.map(({ key, tier, flags }) => ({ key, tier, flags }));
const RUNS = { numRuns: 40 };

/** The same account under other names; the ids stay. */
function renamed(name: (id: string) => string): RawAsset[] {
  const NAMES = ['name', 'label', 'subject', 'description'];
  return ACCOUNT.map((asset) => {
    const names = NAMES.filter((key) => key in asset.payload).map((key): [string, string] => [
      key,
      name(asset.externalId),
    ]);
    return { ...asset, payload: { ...asset.payload, ...Object.fromEntries(names) } as JsonObject };
  });
}

describe('normalise/inventory', () => {
  it('finds what it should in this account', async () => {
    expect(told(await inventoryOf(ACCOUNT)).features.map(({ key }) => key)).toEqual([
      'hubspot:chatflow:44',
      'hubspot:email:900',
      'hubspot:forecast:F',
      'hubspot:property:deals/hs_deal_score',
      'hubspot:workflow:1:openai-api',
      'hubspot:workflow:2:openai-api',
      'hubspot:workflow:4:relay',
      'hubspot:workflow:6:custom-code',
      'hubspot:workflow:7:predictive-deal-score',
    ]);
  });

  it('does not look at the order in which assets come', async () => {
    const expected = told(await inventoryOf(ACCOUNT));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(ACCOUNT, { minLength: ACCOUNT.length }), async (assets) => {
        expect(told(await inventoryOf(assets))).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('gives the same for the same, twice', async () => {
    expect(await inventoryOf(ACCOUNT)).toEqual(await inventoryOf(ACCOUNT));
  });

  it('is moved by no name that means nothing', async () => {
    const expected = verdicts(await inventoryOf(ACCOUNT));
    const name = fc.stringMatching(/^[xqzjw]{1,12}( [xqzjw]{1,12}){0,3}$/);
    await fc.assert(
      fc.asyncProperty(name, async (word) => {
        expect(verdicts(await inventoryOf(renamed((id) => `${word} ${id}`)))).toEqual(expected);
      }),
      RUNS,
    );
  });

  it.each([
    'AI scoring agent',
    'Definitely no AI',
    'Rule-based only',
    'Not used for candidates',
    'Human decides',
    '人工智能',
    '\u202Eesrever',
    'x'.repeat(64_000),
  ])('is made no milder by the name “%s”', async (name) => {
    const RANK = ['not-ai', 'minimal', 'limited', 'undetermined', 'high', 'prohibited'];
    const before = verdicts(await inventoryOf(ACCOUNT));
    const after = verdicts(await inventoryOf(renamed(() => name)));
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    const milder = before.filter(({ tier, flags }, index) => {
      const now = after[index];
      return !now || RANK.indexOf(now.tier) < RANK.indexOf(tier) || flags.some((flag) => !now.flags.includes(flag));
    });
    expect(milder).toEqual([]);
  });

  it('asks for a review when a name speaks of candidates, and never decides by it', async () => {
    const after = verdicts(await inventoryOf(renamed(() => 'Score candidates')));
    const flow = after.find(({ key }) => key === 'hubspot:workflow:1:openai-api');
    expect(flow).toMatchObject({ tier: 'undetermined', flags: expect.arrayContaining(['high-risk-review']) });
    expect(after.filter(({ tier }) => tier === 'high' || tier === 'prohibited')).toEqual([]);
  });

  it('is not changed by assets that have nothing to do with it', async () => {
    const more = [
      workflowOf('800', [action('1', '0-9')]),
      assetOf('segment', '801', { filterBranch: reading('city') }),
      propertyOf('contacts/city'),
    ];
    const [before, after] = [told(await inventoryOf(ACCOUNT)), told(await inventoryOf([...ACCOUNT, ...more]))];
    expect(after.features).toEqual(before.features);
  });

  it('counts every asset once', async () => {
    const { examined, features } = await inventoryOf(ACCOUNT);
    expect(examined.ai + examined.undetermined + examined.notAi).toBe(examined.assets);
    expect(new Set(features.map(({ asset }) => `${asset.kind} ${asset.externalId}`)).size).toBe(
      examined.ai + examined.undetermined,
    );
  });

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['lists where objects are due', { actions: {}, filterBranch: [], sample: [], properties: 3, tokens: 'x' }],
    [
      'objects where texts are due',
      { name: {}, label: [], objectTypeId: 7, state: null, scoreType: {}, isEnabled: 'yes' },
    ],
    [
      'names of every object',
      {
        actions: [{ type: 'constructor', actionTypeId: '__proto__', actionId: 'toString' }],
        objectTypeId: 'hasOwnProperty',
      },
    ],
  ])('reads assets made of %s without an error', async (_what, payload) => {
    const kinds = [
      ...new Set(ACCOUNT.map(({ kind }) => kind)),
      'account',
      'action-type',
      'pipeline',
      'property-history',
      'property-population',
      'sequence',
      'security-event',
    ];
    const { examined } = await inventoryOf(kinds.map((kind) => assetOf(kind, 'constructor', payload)));
    expect(examined.assets).toBeGreaterThan(5);
  });
});
