import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import { withConflicts } from '../../src/assess/conflicts.ts';
import { makeWhatIf } from '../../src/assess/what-if.ts';
import { FLAGS, TIERS } from '../../src/model/assessment.ts';
import { factsFrom } from '../../src/model/facts-schema.ts';
import { vectorSchema, VectorFile } from '../../tools/vectors/vector.ts';

const HERE = new URL('./', import.meta.url);

const files = readdirSync(HERE).filter((name) => name.endsWith('.json') && name !== 'vector.schema.json');
const vectors = files.flatMap(
  (file) => VectorFile.parse(JSON.parse(readFileSync(new URL(file, HERE), 'utf8'))).vectors,
);
const assess = withConflicts(makeAssess(euAiAct));
const whatIf = makeWhatIf(euAiAct);

describe('vectors/vectors', () => {
  it.each(vectors)('$title', ({ facts: values, expect: wanted }) => {
    const facts = factsFrom(values, 'declared', 'vector');
    const result = assess({ facts, verdict: 'ai' });
    expect([result.tier, result.flags.toSorted()]).toEqual([wanted.tier, wanted.flags.toSorted()]);
    expect(result.obligations.map(({ id }) => id)).toEqual(expect.arrayContaining(wanted.obligations ?? []));
    expect(whatIf({ facts, verdict: 'ai' }, result).map(({ fact }) => fact)).toEqual(
      expect.arrayContaining(wanted.missing ?? []),
    );
  });

  it('holds at least 250 cases, each under a name of its own', () => {
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
    expect(vectors.length).toBeGreaterThanOrEqual(250);
  });

  it('meets every tier, every flag and every high-risk or prohibited rule', () => {
    expect(TIERS.filter((tier) => !vectors.some((one) => one.expect.tier === tier))).toEqual([]);
    expect(FLAGS.filter((flag) => !vectors.some((one) => one.expect.flags.includes(flag)))).toEqual([]);
    const said = new Set(
      vectors.flatMap(({ facts }) =>
        assess({ facts: factsFrom(facts, 'declared', 'vector'), verdict: 'ai' }).because.map(
          ({ rule, outcome }) => `${rule} ${outcome}`,
        ),
      ),
    );
    const unmet = euAiAct.filter(({ id }) => !said.has(`${id} flagged`));
    expect(unmet.map(({ id }) => id)).toEqual([]);
  });

  it('publishes the schema that the cases are checked with', () => {
    const published: unknown = JSON.parse(readFileSync(new URL('vector.schema.json', HERE), 'utf8'));
    expect(published).toEqual(vectorSchema());
  });
});
