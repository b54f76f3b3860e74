import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import { withConflicts } from '../../src/assess/conflicts.ts';
import { makeWhatIf } from '../../src/assess/what-if.ts';
import { known, unknown } from '../../src/model/fact.ts';
import type { Facts, Purpose } from '../../src/model/facts.ts';
import { factsFrom, type FactValues } from '../../src/model/facts-schema.ts';
import { factsArb } from './support/facts-arb.ts';

const assess = withConflicts(makeAssess(euAiAct));
const whatIf = makeWhatIf(euAiAct);
const ask = (facts: Facts) => whatIf({ facts, verdict: 'ai' }, assess({ facts, verdict: 'ai' }));
const of = (values: FactValues) => ask(factsFrom(values, 'declared', 'test'));
const names = (values: FactValues) => of(values).map(({ fact }) => fact);
const tiers = (values: FactValues, name: string) =>
  Object.fromEntries(
    of(values)
      .filter(({ fact }) => fact === name)
      .flatMap(({ choices }) => choices.map(({ value, tier }) => [String(value), tier])),
  );

describe('assess/what-if', () => {
  it('tells what each line of insurance would mean', () => {
    expect(tiers({ purposes: ['insurance-pricing'], subjectKind: 'natural-person' }, 'insuranceLine')).toEqual({
      life: 'high',
      health: 'high',
      other: 'minimal',
    });
  });

  it('asks first what can settle the verdict, the gravest first', () => {
    const customers = { purposes: ['emotion-recognition'], inputModality: ['voice'], subjectRoles: ['customer'] };
    expect(names(customers)[0]).toBe('agentVoiceInInput');
    expect(tiers(customers, 'agentVoiceInInput')).toEqual({ true: 'prohibited', false: 'high' });
  });

  it.each<[string, FactValues, string]>([
    ['the line of a credit score', { purposes: ['creditworthiness'], output: ['score'] }, 'insuranceLine'],
    ['faces of a lead score', { purposes: ['lead-prioritisation'], output: ['score'] }, 'facesScraped'],
    ['intimate material of a text', { purposes: ['marketing-content'], output: ['text'] }, 'intimateMaterial'],
    ['the basis of a text’s mood', { purposes: ['sentiment'], inputModality: ['text'] }, 'emotionBasis'],
    ['the vendor’s purpose', { purposes: ['recruitment'] }, 'vendorPurpose'],
  ])('does not ask for what cannot change it: %s', (_what, values, fact) => {
    expect(names(values)).not.toContain(fact);
  });

  it.each<[string, FactValues, string]>([
    ['whom a credit score is about', { purposes: ['creditworthiness'], output: ['score'] }, 'subjectKind'],
    ['where faces come from', { purposes: ['enrichment'], inputModality: ['image'] }, 'facesScraped'],
    ['how a mood is read', { purposes: ['sentiment'], inputModality: ['voice', 'text'] }, 'emotionBasis'],
    ['the basis of an allocation', { purposes: ['task-allocation'] }, 'allocationBasis'],
    [
      'what a picture looks like',
      { technique: 'generative', purposes: ['marketing-content'], output: ['image'] },
      'realistic',
    ],
    ['what it is for', { technique: 'generative' }, 'purposes'],
  ])('asks for what can: %s', (_what, values, fact) => {
    expect(names(values)).toContain(fact);
  });

  it('puts both sides of a dispute', () => {
    const facts = factsFrom({ purposes: ['creditworthiness'], subjectKind: 'company' }, 'declared', 'facts');
    const disputed = {
      ...facts,
      subjectKind: { ...facts.subjectKind, conflict: { value: 'natural-person', basis: 'observed', at: 'fields' } },
    } as Facts;
    expect(ask(disputed)[0]).toEqual({
      fact: 'subjectKind',
      choices: [
        { value: 'company', tier: 'minimal', flags: [] },
        { value: 'natural-person', tier: 'high', flags: ['high-risk-review'] },
      ],
    });
  });

  it('counts an answer that settles one of two reviews', () => {
    const asked = names({ purposes: ['insurance-pricing', 'creditworthiness'], insuranceLine: 'life' });
    expect(asked).toContain('subjectKind');
  });

  it('flags nothing of what is off, whatever the answer', () => {
    const [first] = of({ purposes: ['insurance-pricing'], subjectKind: 'natural-person', enabled: false });
    expect(first?.choices.flatMap(({ flags }) => flags)).toEqual([]);
  });

  it('takes no feature for one that it has seen before and that is not the same to the rules', () => {
    const facts = factsFrom({ technique: 'predictive', output: ['score'], enabled: true }, 'observed', 'here');
    const credit: Facts = { ...facts, purposes: known(['creditworthiness'], 'observed', 'here') };
    const words = (value: Purpose) => unknown('hinted', { value: [value], at: 'name', words: value });
    const disputed = (value: 'natural-person' | 'none') =>
      ({
        known: true,
        value: 'company',
        basis: 'declared',
        at: 'form',
        conflict: { value, basis: 'observed', at: '' },
      }) as const;
    const kinds: Facts[] = [
      facts,
      { ...facts, purposes: unknown('access-denied') },
      { ...facts, purposes: words('recruitment') },
      { ...facts, purposes: words('social-scoring') },
      { ...facts, purposes: known(['lead-prioritisation'], 'observed', 'here') },
      credit,
      { ...credit, enabled: known(false, 'observed', 'here') },
      { ...credit, subjectKind: disputed('natural-person') },
      { ...credit, subjectKind: disputed('none') },
    ];
    const shared = makeWhatIf(euAiAct);
    const told = (whatIf: typeof shared) =>
      kinds.flatMap((facts) =>
        (['ai', 'undetermined'] as const).map((verdict) => whatIf({ facts, verdict }, assess({ facts, verdict }))),
      );

    const anew = told((...asked) => makeWhatIf(euAiAct)(...asked));
    expect(told(shared)).toEqual(anew);
    expect(told(shared)).toEqual(anew);
  });

  it('says what the rules say when the answer is given', () => {
    fc.assert(
      fc.property(factsArb, (values) => {
        for (const { fact, choices } of of(values)) {
          for (const { value, tier, flags } of choices) {
            const facts = factsFrom({ ...values, [fact]: value }, 'declared', 'test');
            expect(assess({ facts, verdict: 'ai' })).toMatchObject({ tier, flags });
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('asks at most six questions, each of something unknown, and each with an answer that changes something', () => {
    fc.assert(
      fc.property(factsArb, (values) => {
        const asked = of(values);
        expect(asked.length).toBeLessThanOrEqual(6);
        expect(asked.filter(({ fact }) => fact in values)).toEqual([]);
        expect(
          asked.filter(
            ({ choices }) => new Set(choices.map((choice) => JSON.stringify([choice.tier, choice.flags]))).size === 0,
          ),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
