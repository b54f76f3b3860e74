import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import type { RawAsset } from '../../src/model/raw-asset.ts';
import { action, branch, code, inventoryOf, propertyOf, setProperty, workflowOf } from '../support/build.ts';

const assess = makeAssess(euAiAct);
const calls = { urls: [{ host: 'api.openai.com', path: '/v1/responses', line: 3, use: 'call' as const }] };

/** A score written by a model, a workflow that acts on it, others that have nothing to do with either. */
const ASSETS: RawAsset[] = [
  workflowOf(
    '1',
    [code('1', calls, '2'), setProperty('2', 'fit', { type: 'FIELD_DATA', actionId: '1', dataKey: 'r' })],
    {
      name: 'Score applicants',
    },
  ),
  workflowOf('2', [branch('1', 'fit', '2'), action('2', '0-4')], { name: 'Reject' }),
  workflowOf('3', [action('1', '0-5', { property_name: 'city', value: 'Ghent' })], { name: 'Fill in' }),
  workflowOf('4', [code('1', calls)], { name: 'Draft' }),
  propertyOf('contacts/fit', { type: 'number', hubspotDefined: false }),
  propertyOf('contacts/city'),
];

async function verdicts(assets: readonly RawAsset[]) {
  const { features, cleared } = await inventoryOf(assets);
  const told = features.map((feature) => {
    const { tier, flags, missing } = assess(feature);
    return [feature.key, tier, flags, missing] as const;
  });
  return { told: told.toSorted(([a], [b]) => a.localeCompare(b)), cleared: cleared.map(({ key }) => key).toSorted() };
}

describe('assess/order', () => {
  it('gives the same verdicts in whatever order the assets come', async () => {
    const expected = await verdicts(ASSETS);
    expect(expected.told.length).toBeGreaterThan(1);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(ASSETS, { minLength: ASSETS.length }), async (assets) => {
        expect(await verdicts(assets)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same verdicts, whatever workflows without a hint are called', async () => {
    const renamed = ASSETS.map((asset) =>
      asset.externalId === '4' ? { ...asset, payload: { ...asset.payload, name: 'Zebra' } } : asset,
    );
    expect(await verdicts(renamed)).toEqual(await verdicts(ASSETS));
  });
});
