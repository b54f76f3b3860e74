import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import type { FactName, Facts } from '../../src/model/facts.ts';
import { factsFrom, type FactValues } from '../../src/model/facts-schema.ts';
import { factsArb } from './support/facts-arb.ts';

const assess = makeAssess(euAiAct);
const of = (values: FactValues) => assess({ verdict: 'ai', facts: factsFrom(values, 'observed', 'test') });

/** Random facts hardly ever meet a prohibition: each run starts from one. */
const PROHIBITED: FactValues[] = [
  { purposes: ['emotion-recognition'], inputModality: ['voice'], subjectRoles: ['worker'] },
  { purposes: ['emotion-recognition'], inputModality: ['video'], agentVoiceInInput: true },
  { purposes: ['biometric-categorisation'], inputModality: ['image'], biometricCategory: ['religion'] },
  { purposes: ['sentiment'], inputModality: ['voice'], subjectRoles: ['candidate'] },
  { facesScraped: true },
  { intimateMaterial: true },
];
const SUSPECT: FactValues[] = [
  { purposes: ['social-scoring'], subjectKind: 'natural-person' },
  { vulnerabilityTargeted: true },
  { manipulative: true },
  { predictsCrime: true },
  { output: ['score'], subjectKind: 'mixed', disproportionateTreatment: true },
];
const RUNS = { numRuns: 2000 };
/** Exceptions of the law and what ends the assessment itself: only these may take a prohibition away. */
const MAY_CLEAR: FactName[] = ['medicalOrSafety', 'emotionBasis', 'technique', 'weightsOrigin', 'enabled', 'inUse'];

describe('assess/properties', () => {
  it('never loses a prohibition by learning more', () => {
    fc.assert(
      fc.property(factsArb, fc.constantFrom(...PROHIBITED), (values, prohibited) => {
        const learned = Object.fromEntries(
          Object.entries(values).filter(([name]) => !MAY_CLEAR.includes(name as FactName)),
        );
        expect(of({ ...learned, ...prohibited }).tier).toBe('prohibited');
      }),
      RUNS,
    );
  });

  it('never calls a use minimal that nobody has named', () => {
    fc.assert(
      fc.property(factsArb, ({ purposes: _unsaid, ...values }) => of(values).tier !== 'minimal'),
      RUNS,
    );
  });

  it('does not look at the order of a list', () => {
    fc.assert(
      fc.property(factsArb, (values) => {
        const turned = Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? [...value].reverse() : value]),
        );
        const [{ because: _a, ...one }, { because: _b, ...other }] = [of(values), of(turned)];
        expect(other).toEqual(one);
      }),
      RUNS,
    );
  });

  it('is not moved by a name or a kind', () => {
    const facts: Facts = factsFrom({ purposes: ['enrichment'] }, 'observed', 'test');
    const named = { verdict: 'ai' as const, facts, name: 'Recruiting: reject candidates', kind: 'score' };
    expect(assess(named)).toEqual(assess({ verdict: 'ai', facts }));
  });

  it('flags what is planned as if it were on', () => {
    fc.assert(
      fc.property(factsArb, ({ enabled: _on, inUse: _used, ...values }) => {
        const { dormant, flags } = of({ ...values, enabled: false, planned: true });
        expect({ dormant, flags }).toEqual({ dormant: false, flags: of({ ...values, enabled: true }).flags });
      }),
      RUNS,
    );
  });

  it('never takes a review of a prohibited practice away by learning more', () => {
    fc.assert(
      fc.property(factsArb, fc.constantFrom(...SUSPECT), (values, suspect) => {
        const learned = Object.fromEntries(
          Object.entries(values).filter(([name]) => !MAY_CLEAR.includes(name as FactName)),
        );
        expect(of({ ...learned, ...suspect }).flags).toContain('prohibited-practice-review');
      }),
      RUNS,
    );
  });

  it('owes nothing and flags nothing while it is off', () => {
    fc.assert(
      fc.property(factsArb, (values) => {
        const { flags, obligations, dormant } = of({ ...values, enabled: false, planned: false });
        expect({ flags, obligations, dormant }).toEqual({ flags: [], obligations: [], dormant: true });
      }),
      RUNS,
    );
  });

  it('explains every tier, and asks only what is not known', () => {
    fc.assert(
      fc.property(factsArb, (values) => {
        const { because, missing } = of(values);
        expect(because.filter(({ rule }) => rule !== 'ai-literacy')).not.toEqual([]);
        expect(missing.filter((name) => name in values)).toEqual([]);
      }),
      RUNS,
    );
  });
});
