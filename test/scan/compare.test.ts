import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import { presentChange } from '../../src/exports/present-change.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import type { StoredInventory } from '../../src/model/inventory.ts';
import { factsFrom, type FactValues } from '../../src/model/facts-schema.ts';
import { compareInventories } from '../../src/scan/compare.ts';
import { makeWords } from '../../src/words.ts';

const words = makeWords(loadLaw(), euAiAct);
const without = (...ids: string[]) => makeAssess(euAiAct.filter(({ id }) => !ids.includes(id)));
const score = { purposes: ['recruitment'], subjectRoles: ['candidate'], output: ['score'] };

function inventoryOf(features: Record<string, FactValues>, assess = without()): StoredInventory {
  const entries = Object.entries(features).map(([key, values]) => {
    const facts = factsFrom(values, 'observed', 'test');
    return { feature: { key, name: key, facts, verdict: 'ai' }, assessment: assess({ facts, verdict: 'ai' }) };
  });
  return { entries } as unknown as StoredInventory;
}

describe('scan/compare', () => {
  it('says nothing where nothing moved', () => {
    expect(compareInventories(inventoryOf({ a: score }), inventoryOf({ a: score }))).toEqual([]);
  });

  it('names the rule that makes the difference', () => {
    const before = inventoryOf({ a: score }, without('employment-scoring'));
    const [change] = compareInventories(before, inventoryOf({ a: score }));
    expect(change).toMatchObject({
      before: { tier: 'minimal', flags: [] },
      after: { tier: 'high', flags: ['high-risk-review'] },
      silent: ['minimal-risk'],
    });
    expect(change?.says.map(({ rule }) => rule)).toContain('employment-scoring');
    const { why } = presentChange(change!, words);
    expect(why.slice(0, 2)).toEqual(['tier minimal risk → high-risk', 'now: review as high-risk']);
    expect(why).toContain('minimal-risk no longer holds.');
    expect(why.some((line) => line.startsWith('employment-scoring now says: It scores'))).toBe(true);
  });

  it('says what is no longer flagged', () => {
    const after = inventoryOf({ a: score }, without('employment-scoring', 'employment-assistance'));
    const [change] = compareInventories(inventoryOf({ a: score }), after);
    expect(presentChange(change!, words).why).toEqual(
      expect.arrayContaining(['tier high-risk → minimal risk', 'no longer: review as high-risk']),
    );
  });

  it('names entries that came and went', () => {
    const changes = compareInventories(inventoryOf({ a: score }), inventoryOf({ b: score }));
    expect(changes.map((change) => [change.key, presentChange(change, words).why[0]])).toEqual([
      ['b', 'new entry: high-risk'],
      ['a', 'The entry is gone.'],
    ]);
  });

  it('calls everything new before the first result', () => {
    expect(compareInventories(undefined, inventoryOf({ a: score })).map(({ before }) => before)).toEqual([undefined]);
  });
});
