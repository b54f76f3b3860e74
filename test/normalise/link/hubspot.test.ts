import { describe, expect, it } from '@jest/globals';
import type { AiFeature } from '../../../src/model/feature.ts';
import type { FactName } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
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
} from '../../support/build.ts';

const MODEL = 'https://api.openai.com/v1/responses';
/** Asks a model in step 1 and goes on. */
const asking = (...rest: JsonObject[]) => [webhook('1', MODEL, '2'), ...rest];
const score = [propertyOf('contacts/fit', { type: 'number', hubspotDefined: false })];
const email = (payload: JsonObject) => assetOf('email', '900', { name: 'Offer', ...payload });

async function featureOf(assets: readonly RawAsset[], key = 'hubspot:workflow:1:openai-api'): Promise<AiFeature> {
  const { features } = await inventoryOf(assets);
  const found = features.find((feature) => feature.key === key);
  if (!found) {
    throw new Error(`No ${key} in ${features.map((feature) => feature.key).join(', ')}`);
  }
  return found;
}
const fact = (feature: AiFeature, name: FactName) => {
  const found = feature.facts[name];
  return found?.known ? found.value : found?.hint ? { hint: found.hint.value } : undefined;
};
const keysOf = async (assets: readonly RawAsset[]) => (await inventoryOf(assets)).features.map(({ key }) => key);

describe('normalise/link: who meets an output', () => {
  it.each<[string, RawAsset[], unknown, unknown]>([
    ['goes nowhere', [workflowOf('1', [webhook('1', MODEL)])], undefined, undefined],
    [
      'goes into a task',
      [workflowOf('1', asking(action('2', '0-3', { body: outputOf('1') })))],
      ['employee'],
      'not-sent',
    ],
    [
      'goes into a property',
      [workflowOf('1', asking(setProperty('2', 'fit', outputOf('1'))))],
      ['employee'],
      'not-sent',
    ],
    [
      'decides a branch',
      [
        workflowOf(
          '1',
          asking(
            {
              type: 'STATIC_BRANCH',
              actionId: '2',
              inputValue: outputOf('1'),
              staticBranches: [{ branchValue: 'A', connection: { nextActionId: '3' } }],
            },
            action('3', '0-9'),
          ),
        ),
      ],
      ['employee'],
      'not-sent',
    ],
    [
      'goes into a text message',
      [workflowOf('1', asking(action('2', '0-40900952', { body: outputOf('1') })))],
      ['customer'],
      'automatic',
    ],
    [
      'goes into a message through code',
      [
        workflowOf(
          '1',
          asking(
            { ...code('2'), inputFields: [{ name: 'x', value: outputOf('1') }], connection: { nextActionId: '3' } },
            action('3', '0-40900952', { body: outputOf('2') }),
          ),
        ),
      ],
      ['customer'],
      'automatic',
    ],
    [
      'is shown by a mail',
      [
        workflowOf(
          '1',
          asking(setProperty('2', 'intro', outputOf('1'), '3'), action('3', '0-4', { content_id: '900' })),
        ),
        email({ tokens: ['contact.intro'] }),
      ],
      ['customer'],
      'automatic',
    ],
    [
      'is not shown by the mail',
      [
        workflowOf(
          '1',
          asking(setProperty('2', 'intro', outputOf('1'), '3'), action('3', '0-4', { content_id: '900' })),
        ),
        email({ tokens: ['contact.firstname'] }),
      ],
      ['employee'],
      'not-sent',
    ],
    [
      'may be shown by a mail whose content is not known',
      [
        workflowOf(
          '1',
          asking(setProperty('2', 'intro', outputOf('1'), '3'), action('3', '0-4', { content_id: '900' })),
        ),
        email({}),
      ],
      { hint: ['customer'] },
      undefined,
    ],
    [
      'a mail goes out beside it',
      [workflowOf('1', asking(action('2', '0-4', { content_id: '900' }))), email({ tokens: ['contact.x'] })],
      undefined,
      undefined,
    ],
    [
      'goes to colleagues by mail',
      [workflowOf('1', asking(action('2', '0-8', { body: outputOf('1') })))],
      ['employee'],
      'not-sent',
    ],
  ])('when it %s', async (_when, assets, audience, sending) => {
    const feature = await featureOf(assets);
    expect([fact(feature, 'audience'), fact(feature, 'sending')]).toEqual([audience, sending]);
  });

  it.each<[string, JsonObject, unknown]>([
    ['says so', { tokens: ['contact.intro'], notices: ['This text was written by AI.'] }, true],
    ['does not say so', { tokens: ['contact.intro'], notices: [] }, false],
    ['speaks of AI as a product', { tokens: ['contact.intro'], notices: ['Discover our AI platform.'] }, false],
    ['is known by its tokens only', { tokens: ['contact.intro'] }, undefined],
  ])('reads whether the mail that shows it %s', async (_how, payload, says) => {
    const flow = workflowOf(
      '1',
      asking(setProperty('2', 'intro', outputOf('1'), '3'), action('3', '0-4', { content_id: '900' })),
    );
    expect(fact(await featureOf([flow, email(payload)]), 'saysItIsAi')).toBe(says);
  });

  it.each<[string, RawAsset[], unknown, unknown]>([
    [
      'another flow sends',
      [workflowOf('2', [action('1', '0-4', { content_id: '900' })]), email({ tokens: ['contact.intro'], notices: [] })],
      ['employee', 'customer'],
      false,
    ],
    [
      'somebody sends by hand, and that says so',
      [email({ state: 'PUBLISHED', tokens: ['contact.intro'], notices: ['This text was written by AI.'] })],
      ['employee', 'customer'],
      true,
    ],
    [
      'is one of two, and the other says nothing',
      [
        email({ tokens: ['contact.intro'], notices: ['This text was written by AI.'] }),
        assetOf('email', '901', { tokens: ['contact.intro'], notices: [] }),
      ],
      ['employee', 'customer'],
      false,
    ],
    [
      'is one of two, and the other is not known',
      [
        email({ tokens: ['contact.intro'], notices: ['This text was written by AI.'] }),
        assetOf('email', '901', { tokens: ['contact.intro'] }),
      ],
      ['employee', 'customer'],
      undefined,
    ],
    ['is a draft', [email({ state: 'DRAFT', tokens: ['contact.intro'] })], ['employee'], undefined],
    ['is put away', [email({ archived: true, tokens: ['contact.intro'] })], ['employee'], undefined],
    ['shows another property', [email({ tokens: ['contact.introduction'] })], ['employee'], undefined],
    [
      'shows it as one of a set of values',
      [
        propertyOf('contacts/intro', { type: 'enumeration', hubspotDefined: false }),
        email({ tokens: ['contact.intro'] }),
      ],
      ['employee'],
      undefined,
    ],
  ])('finds it in a mail that %s', async (_how, assets, audience, says) => {
    const feature = await featureOf([workflowOf('1', asking(setProperty('2', 'intro', outputOf('1')))), ...assets]);
    expect([fact(feature, 'audience'), fact(feature, 'saysItIsAi')]).toEqual([audience, says]);
    expect(fact(feature, 'sending')).toBe(audience instanceof Array && audience.length > 1 ? 'automatic' : 'not-sent');
  });

  it('does not know what a sequence shows, and asks', async () => {
    const flow = workflowOf(
      '1',
      asking(setProperty('2', 'intro', outputOf('1'), '3'), action('3', '0-46510720', { sequence_id: '5' })),
    );
    expect(fact(await featureOf([flow]), 'audience')).toEqual({ hint: ['customer'] });
  });

  it('says which mail is sent, and which property is fed', async () => {
    const flow = workflowOf(
      '1',
      asking(setProperty('2', 'intro', outputOf('1'), '3'), action('3', '0-4', { content_id: '900' })),
    );
    const { links } = await featureOf([flow, email({ tokens: ['contact.intro'] })]);
    expect(links.map(({ relation, asset }) => [relation, asset.kind, asset.externalId, asset.name])).toEqual([
      ['sends', 'email', '900', 'Offer'],
      ['feeds', 'property', 'contacts/intro', 'contacts/intro'],
    ]);
  });

  it.each([
    ['number', ['score']],
    ['enumeration', ['category']],
    ['bool', ['category']],
    ['string', ['text']],
    ['date', undefined],
  ])('tells the kind of output by a property of type %s', async (type, output) => {
    const flow = workflowOf('1', asking(setProperty('2', 'fit', outputOf('1'))));
    const { facts } = await featureOf([flow, propertyOf('contacts/fit', { type, hubspotDefined: false })]);
    expect(facts.output?.known && facts.output.basis === 'linked' ? facts.output.value : undefined).toEqual(output);
  });

  it('calls the scoring of persons profiling, and not that of companies', async () => {
    const flow = (objectTypeId: string, actions = asking(setProperty('2', 'fit', outputOf('1')))) =>
      workflowOf('1', actions, { objectTypeId });
    const persons = await featureOf([flow('0-1'), ...score]);
    expect(fact(persons, 'profiling')).toBe(true);
    const companies = await featureOf([flow('0-2'), propertyOf('companies/fit', { type: 'number' })]);
    expect(fact(companies, 'profiling')).toBeUndefined();
  });
});

/** A flow that fills `fit` by a model, and another that acts on it. */
const filling = workflowOf('1', asking(setProperty('2', 'fit', outputOf('1'))));
const acting = (actions: JsonObject[], more: JsonObject = {}) => workflowOf('2', actions, more);
const OWN = 'hubspot:workflow:2:openai-api';

describe('normalise/link: who acts on an output', () => {
  it.each<[string, RawAsset[], boolean]>([
    ['assigns by it', [acting([branch('1', 'fit', '2'), action('2', '0-11')])], true],
    ['deletes by it', [acting([branch('1', 'fit', '2'), action('2', '0-18224765')])], true],
    [
      'rejects candidates by it',
      [acting([branch('1', 'fit', '2'), setProperty('2', 'application_status', 'Candidate rejected')])],
      true,
    ],
    [
      'only notes something about candidates',
      [acting([branch('1', 'fit', '2'), setProperty('2', 'note', 'Candidate contacted')])],
      false,
    ],
    [
      'runs because of it and assigns',
      [acting([action('1', '0-11')], { enrollmentCriteria: { listFilterBranch: reading('fit') } })],
      true,
    ],
    [
      'assigns elsewhere than behind the branch',
      [acting([branch('1', 'fit', '3'), action('2', '0-11'), action('3', '0-9')])],
      false,
    ],
    ['only tells somebody', [acting([branch('1', 'fit', '2'), action('2', '0-9')])], false],
    [
      'is switched off, for it is listed as dormant',
      [acting([branch('1', 'fit', '2'), action('2', '0-11')], { isEnabled: false })],
      true,
    ],
    ['acts on another property', [acting([branch('1', 'fitness', '2'), action('2', '0-11')])], false],
    [
      'acts on the property of another object',
      [acting([branch('1', 'fit', '2'), action('2', '0-11')], { objectTypeId: '0-2' })],
      false,
    ],
    [
      'sets what nobody is harmed by',
      [acting([branch('1', 'fit', '2'), setProperty('2', 'newsletter', 'yes')])],
      false,
    ],
  ])('is a feature of its own when it %s', async (_what, assets, own) => {
    expect((await keysOf([filling, ...score, ...assets])).includes(OWN)).toBe(own);
  });

  it('says what it rests on, with the system and the technique of that', async () => {
    const feature = await featureOf([filling, ...score, acting([branch('1', 'fit', '2'), action('2', '0-11')])], OWN);
    expect(feature).toMatchObject({
      kind: 'automation',
      system: { id: 'openai-api' },
      links: [{ relation: 'reads', asset: { externalId: '1' } }],
      evidence: [{ value: 'hubspot:workflow:1:openai-api' }],
    });
    expect([fact(feature, 'derivedFrom'), fact(feature, 'output')]).toEqual([
      ['hubspot:workflow:1:openai-api'],
      ['action'],
    ]);
  });

  it('is not listed as cleared any more', async () => {
    const { cleared } = await inventoryOf([filling, ...score, acting([branch('1', 'fit', '2'), action('2', '0-11')])]);
    expect(cleared.map(({ key }) => key)).toEqual([]);
  });

  it('hands its consequences to the feature whose value it acts on', async () => {
    const feature = await featureOf([
      filling,
      ...score,
      acting([branch('1', 'fit', '2'), setProperty('2', 'status', 'Candidate rejected')]),
    ]);
    expect(feature.links).toContainEqual(
      expect.objectContaining({ relation: 'acts-on', asset: expect.objectContaining({ externalId: '2' }) }),
    );
    expect(fact(feature, 'subjectRoles')).toEqual({ hint: ['candidate'] });
  });

  it.each<[string, RawAsset[]]>([
    [
      'a copy by a workflow',
      [workflowOf('3', [action('1', '0-25', { source_property: 'fit', target_property: 'tier' })])],
    ],
    [
      'a value set from it',
      [workflowOf('3', [setProperty('1', 'tier', { type: 'OBJECT_PROPERTY', propertyName: 'fit' })])],
    ],
    [
      'a formula',
      [
        propertyOf('contacts/tier', {
          calculationFormula: 'round(fit / 10)',
          fieldType: 'calculation_equation',
          hubspotDefined: false,
        }),
      ],
    ],
    [
      'copies in a circle',
      [
        workflowOf('3', [action('1', '0-25', { source_property: 'fit', target_property: 'tier' })]),
        workflowOf('4', [action('1', '0-25', { source_property: 'tier', target_property: 'fit' })]),
      ],
    ],
  ])('finds it through %s', async (_way, between) => {
    const last = acting([branch('1', 'tier', '2'), action('2', '0-11')]);
    expect(await keysOf([filling, ...score, ...between, last])).toContain(OWN);
    expect(await keysOf([filling, ...score, last])).not.toContain(OWN);
  });

  it('finds it through a segment that enrols', async () => {
    const segment = assetOf('segment', '55', { name: 'Fit', objectTypeId: '0-1', filterBranch: reading('fit') });
    const last = acting([action('1', '0-11')], {
      enrollmentCriteria: { listFilterBranch: { filters: [{ listId: '55' }] } },
    });
    expect(await keysOf([filling, ...score, segment, last])).toContain(OWN);
    const other = assetOf('segment', '56', { objectTypeId: '0-1', filterBranch: reading('fit') });
    expect(await keysOf([filling, ...score, other, last])).not.toContain(OWN);
  });

  it('adds no second feature where the acting flow holds AI itself', async () => {
    const both = acting([
      branch('1', 'fit', '2'),
      webhook('2', 'https://api.mistral.ai/v1/x', '3'),
      action('3', '0-11'),
    ]);
    expect(await keysOf([filling, ...score, both])).toEqual([
      'hubspot:workflow:1:openai-api',
      'hubspot:workflow:2:mistral-api',
    ]);
  });
});

describe('normalise/link: a vendor’s AI property', () => {
  const DEAL = 'deals/hs_deal_score';
  const deals = (actions: JsonObject[]) => workflowOf('2', actions, { objectTypeId: '0-3' });

  it('is found by who reads it, though nobody could count its values', async () => {
    const reader = deals([branch('1', 'hs_deal_score', '2'), action('2', '0-9')]);
    expect(await keysOf([propertyOf(DEAL), reader])).toEqual(['hubspot:property:deals/hs_deal_score']);
    expect(await keysOf([propertyOf(DEAL)])).toEqual([]);
  });

  it('is not found by a flow that is switched off', async () => {
    const off = workflowOf('2', [branch('1', 'hs_deal_score', '2')], { objectTypeId: '0-3', isEnabled: false });
    expect(await keysOf([propertyOf(DEAL), off])).toEqual([]);
  });

  it('is shown with the segments and forecasts that use it', async () => {
    const segment = assetOf('segment', '55', { objectTypeId: '0-3', filterBranch: reading('hs_deal_score') });
    const feature = await featureOf([propertyOf(DEAL), segment], `hubspot:property:${DEAL}`);
    expect(feature.links).toMatchObject([{ relation: 'reads', asset: { kind: 'segment', externalId: '55' } }]);
  });

  it('lets a flow that assigns by it be a feature of its own', async () => {
    const reader = deals([branch('1', 'hs_deal_score', '2'), action('2', '0-11')]);
    expect(await keysOf([propertyOf(DEAL), reader])).toContain('hubspot:workflow:2:predictive-deal-score');
  });
});
