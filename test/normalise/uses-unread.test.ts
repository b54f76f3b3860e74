import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import type { StreamReport } from '../../src/model/coverage.ts';
import { action, assetOf, inventoryOf, propertyOf, workflowOf } from '../support/build.ts';

const assess = makeAssess(euAiAct);
const SCORE = 'contacts/hs_predictivecontactscore_v2';
const filled = [
  propertyOf(SCORE, { type: 'number', hubspotDefined: true }),
  assetOf('property-population', SCORE, { total: 90 }),
];
const reports = (statuses: Record<string, StreamReport['status']>): StreamReport[] =>
  Object.entries(statuses).map(([stream, status]) => ({ stream, status, assets: 0 }));

async function scoreOf(statuses: Record<string, StreamReport['status']>, more: typeof filled = []) {
  const { features } = await inventoryOf([...filled, ...more], reports(statuses));
  const feature = features.find(({ key }) => key === `hubspot:property:${SCORE}`)!;
  return { fact: feature.facts.unseenUses, ...assess(feature) };
}

describe('normalise/link/uses-unread', () => {
  it.each(['denied', 'failed'] as const)('keeps a score open whose uses were %s', async (status) => {
    const found = await scoreOf({ workflows: status, segments: 'complete' });
    expect(found).toMatchObject({ tier: 'undetermined', flags: [], missing: ['unseenUses'] });
    expect(found.fact).toEqual({ known: false, reason: 'access-denied' });
  });

  it('does so when only the properties were imported', async () => {
    expect((await scoreOf({ properties: 'complete' })).tier).toBe('undetermined');
  });

  it.each(['complete', 'partial', 'unavailable'] as const)('settles it when they were %s', async (status) => {
    const found = await scoreOf({ workflows: status, segments: 'complete' });
    expect(found).toMatchObject({ tier: 'minimal', fact: undefined });
  });

  it('keeps it open when a right to a part of them is missing', async () => {
    const partial: StreamReport = { stream: 'workflows', status: 'partial', assets: 1, grant: 'sensitive data' };
    const flow = { ...workflowOf('1', [action('1', '0-11')]), stream: 'workflows' };
    const { features } = await inventoryOf([...filled, flow], [partial, ...reports({ segments: 'complete' })]);
    const score = features.find(({ key }) => key === `hubspot:property:${SCORE}`)!;
    expect(assess(score)).toMatchObject({ tier: 'undetermined', missing: ['unseenUses'] });
  });

  it('believes what an earlier scan read', async () => {
    const flow = { ...workflowOf('1', [action('1', '0-11')]), stream: 'workflows' };
    expect((await scoreOf({ workflows: 'denied', segments: 'complete' }, [flow])).tier).toBe('minimal');
  });
});
