import { describe, expect, it } from '@jest/globals';
import { action, branch, inventoryOf, propertyOf, workflowOf } from '../support/build.ts';

const SCORE = 'hs_predictivecontactscore_v2';
const sorting = workflowOf('1', [branch('1', SCORE, '2'), action('2', '0-11')]);
const byHand = workflowOf('2', [branch('1', 'score_of_our_own', '2'), action('2', '0-11')]);

const keysOf = async (...args: Parameters<typeof inventoryOf>) => {
  const { features, cleared, examined } = await inventoryOf(...args);
  expect(examined.assets).toBe(examined.ai + examined.notAi + examined.undetermined);
  return { features: features.map(({ key }) => key), cleared: cleared.map(({ key }) => key) };
};
const report = (status: 'complete' | 'denied') => [{ stream: 'properties', status, assets: 0 }];

describe('normalise/values-used-unseen', () => {
  it('takes a value of the vendor’s AI that something acts on for seen, when properties were refused', async () => {
    const { features, cleared } = await keysOf([sorting, byHand], report('denied'));
    expect(features).toContain(`hubspot:property:contacts/${SCORE}`);
    expect(cleared).toContain('hubspot:workflow:2');
  });

  it('does so too when only workflows were imported', async () => {
    expect((await keysOf([sorting])).features).toContain(`hubspot:property:contacts/${SCORE}`);
  });

  it('names the same feature as when the property could be read', async () => {
    const read = [sorting, propertyOf(`contacts/${SCORE}`, { type: 'number', hubspotDefined: true })];
    expect(await keysOf([sorting], report('denied'))).toEqual(await keysOf(read, report('complete')));
  });

  it('believes a list of properties that was read to its end', async () => {
    expect((await keysOf([sorting], report('complete'))).features).toEqual([]);
  });

  it('says nothing of a value that only something switched off reads', async () => {
    const off = workflowOf('1', [branch('1', SCORE, '2'), action('2', '0-11')], { isEnabled: false });
    expect((await keysOf([off], report('denied'))).features).toEqual([]);
  });
});
