import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../../rules/eu-ai-act/index.ts';
import { factsIn } from '../../../src/assess/condition.ts';
import { differences } from './differences.ts';
import { RANGES } from './ranges.ts';

/** What they read is whether anybody has said something at all. */
const SILENCE_RULES = ['unknown-purpose', 'minimal-risk', 'ai-literacy'];

describe('rules/eu-ai-act/ranges', () => {
  it.each(RANGES)('$rule over every value of $fact, with $base', (range) => {
    expect(differences(euAiAct, range)).toEqual([]);
  });

  it('varies every fact that a rule reads', () => {
    const varied = new Set(RANGES.map(({ rule, fact }) => `${rule} ${fact}`));
    const still = euAiAct
      .filter(({ id }) => !SILENCE_RULES.includes(id))
      .flatMap(({ id, when, unless, signal }) =>
        [when, unless, signal].flatMap((one) => (one ? factsIn(one) : [])).map((fact) => `${id} ${fact}`),
      );
    expect(still.filter((one) => !varied.has(one))).toEqual([]);
  });
});
