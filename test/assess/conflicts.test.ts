import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import { withConflicts } from '../../src/assess/conflicts.ts';
import { FACT_NAMES, type FactName, type Facts } from '../../src/model/facts.ts';
import { factsFrom, type FactValues } from '../../src/model/facts-schema.ts';

const plain = makeAssess(euAiAct);
const assess = withConflicts(plain);

function disputed(values: FactValues, others: FactValues): Facts {
  const facts = factsFrom(values, 'declared', 'facts') as Record<string, object>;
  for (const [name, value] of Object.entries(others)) {
    facts[name] = { ...facts[name], conflict: { value, basis: 'observed', at: 'text' } };
  }
  return facts as Facts;
}
const of = (values: FactValues, others: FactValues) => assess({ facts: disputed(values, others), verdict: 'ai' });
const score = { technique: 'ml-predictive', output: ['score'] };

describe('assess/conflicts', () => {
  it('leaves a verdict alone that does not depend on the dispute', () => {
    const facts = disputed(
      { ...score, purposes: ['lead-prioritisation'], tenantSector: 'retail' },
      { tenantSector: 'bank' },
    );
    expect(assess({ facts, verdict: 'ai' })).toEqual(plain({ facts, verdict: 'ai' }));
  });

  it('is undetermined where it does, keeps both reviews and asks for the fact first', () => {
    const result = of(
      { ...score, purposes: ['creditworthiness'], subjectKind: 'company' },
      { subjectKind: 'natural-person' },
    );
    expect(result).toMatchObject({ tier: 'undetermined', flags: ['high-risk-review'] });
    expect(result.missing[0]).toBe('subjectKind');
  });

  it('keeps what the first side calls for as well', () => {
    const result = of({ ...score, purposes: ['recruitment'] }, { purposes: ['enrichment'] });
    expect(result).toMatchObject({ tier: 'undetermined', flags: ['high-risk-review'] });
  });

  it('does not know of a notice that one has seen and another has not', () => {
    const chat = {
      technique: 'generative',
      directInteraction: true,
      audience: ['customer'],
      purposes: ['conversation'],
    };
    const result = of({ ...chat, saysItIsAi: false }, { saysItIsAi: true });
    expect(result).toMatchObject({ tier: 'limited', flags: ['transparency-notice'], notice: 'unknown' });
  });

  it('counts a difference in flags alone', () => {
    const base = { ...score, purposes: ['recruitment'], audience: ['customer'] };
    const result = of({ ...base, directInteraction: false }, { directInteraction: true });
    expect(result).toMatchObject({ tier: 'undetermined', flags: ['high-risk-review', 'transparency-notice'] });
  });

  it('tries two disputes together, which matter only so', () => {
    const one = { purposes: ['insurance-pricing'], subjectKind: 'company', insuranceLine: 'other' };
    const result = of({ ...score, ...one }, { subjectKind: 'natural-person', insuranceLine: 'life' });
    expect(result).toMatchObject({ tier: 'undetermined', flags: ['high-risk-review'] });
    expect(result.missing.slice(0, 2)).toEqual(['subjectKind', 'insuranceLine']);
  });

  it('tries at most five together: of more, each by itself', () => {
    const flags = FACT_NAMES.filter((name) =>
      (['published', 'planned', 'inUse', 'realistic'] as FactName[]).includes(name),
    );
    const more = (value: boolean) => Object.fromEntries(flags.map((name) => [name, value]));
    let count = 0;
    const counting = withConflicts((feature) => {
      count += 1;
      return plain(feature);
    });
    const five = disputed(
      { ...score, ...more(true), subjectKind: 'company' },
      { ...more(false), subjectKind: 'mixed' },
    );
    counting({ facts: five, verdict: 'ai' });
    expect(count).toBe(32);
    count = 0;
    const six = disputed(
      { ...score, ...more(true), subjectKind: 'company', taskKind: 'decides' },
      { ...more(false), subjectKind: 'mixed', taskKind: 'procedural' },
    );
    counting({ facts: six, verdict: 'ai' });
    expect(count).toBe(7);
  });
});
