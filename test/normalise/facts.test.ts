import { describe, expect, it } from '@jest/globals';
import { known, unknown, type Fact } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';
import { addFact, addFacts, addHint } from '../../src/normalise/merge-facts.ts';
import type { FactRule } from '../../src/normalise/mapping.ts';
import { readFact } from '../../src/normalise/read-fact.ts';
import { readTexts } from '../../src/normalise/read-text.ts';
import { assetOf, inputOf, knowledge } from '../support/build.ts';

const technique = (basis: 'observed' | 'linked' | 'declared' | 'catalogue', value: 'generative' | 'agentic') =>
  known(value, basis, basis) as Fact<'generative'>;

describe('normalise/merge-facts', () => {
  it.each([
    ['observed over catalogue', [technique('catalogue', 'agentic'), technique('observed', 'generative')], 'generative'],
    [
      'observed before catalogue',
      [technique('observed', 'generative'), technique('catalogue', 'agentic')],
      'generative',
    ],
    ['linked over declared', [technique('declared', 'agentic'), technique('linked', 'generative')], 'generative'],
    ['declared over catalogue', [technique('catalogue', 'agentic'), technique('declared', 'generative')], 'generative'],
    ['the first of equals', [technique('observed', 'generative'), technique('observed', 'agentic')], 'generative'],
    [
      'what is known over what is not',
      [unknown<'generative'>('not-returned'), technique('catalogue', 'generative')],
      'generative',
    ],
    [
      'what is known before what is not',
      [technique('catalogue', 'generative'), unknown<'generative'>('not-returned')],
      'generative',
    ],
  ])('lets stand %s', (_what, facts, value) => {
    const bag: Facts = {};
    facts.forEach((fact) => addFact(bag, 'technique', fact));
    expect(bag.technique).toMatchObject({ known: true, value });
  });

  it('keeps a declaration that contradicts what was observed, as a conflict', () => {
    const bag: Facts = {};
    addFacts(bag, { technique: technique('observed', 'generative') });
    addFacts(bag, { technique: technique('declared', 'agentic') });
    expect(bag.technique).toMatchObject({ value: 'generative', conflict: { value: 'agentic', basis: 'declared' } });
  });

  it('joins lists, each value once, and remembers both places', () => {
    const bag: Facts = {};
    addFact(bag, 'output', known(['text'], 'catalogue', 'a'));
    addFact(bag, 'output', known(['text', 'score'], 'observed', 'b'));
    expect(bag.output).toEqual({ known: true, value: ['text', 'score'], basis: 'observed', at: 'a, b' });
  });

  it('adds nothing when nothing is said', () => {
    const bag: Facts = {};
    addFact(bag, 'output', undefined);
    expect(bag).toEqual({});
  });
});

describe('normalise/merge-facts: hints', () => {
  const hint = (...value: ('recruitment' | 'routing')[]) => ({ value, at: 'name', words: value.join() });

  it('never replaces what was observed or linked', () => {
    for (const basis of ['observed', 'linked'] as const) {
      const bag: Facts = { purposes: known(['routing'], basis, 'x') };
      addHint(bag, 'purposes', hint('recruitment'));
      expect(bag.purposes).toEqual(known(['routing'], basis, 'x'));
    }
  });

  it('opens what only the catalogue says in general, and keeps that as one of the values', () => {
    const bag: Facts = { purposes: known(['routing'], 'catalogue', 'x') };
    addHint(bag, 'purposes', hint('recruitment'));
    expect(bag.purposes).toMatchObject({ known: false, reason: 'hinted', hint: { value: ['routing', 'recruitment'] } });
  });

  it('adds nothing that is known already', () => {
    const bag: Facts = { purposes: known(['routing'], 'catalogue', 'x') };
    addHint(bag, 'purposes', hint('routing'));
    expect(bag.purposes).toEqual(known(['routing'], 'catalogue', 'x'));
  });

  it('joins with an earlier hint', () => {
    const bag: Facts = {};
    addHint(bag, 'purposes', hint('routing'));
    addHint(bag, 'purposes', hint('recruitment'));
    expect(bag.purposes).toMatchObject({ hint: { value: ['routing', 'recruitment'], words: 'routing, recruitment' } });
  });

  it('leaves a single value of the catalogue alone, and hints at one that is open', () => {
    const bag: Facts = { vulnerabilityTargeted: known(false, 'catalogue', 'x') };
    addHint(bag, 'vulnerabilityTargeted', { value: true, at: 'name', words: 'x' });
    addHint(bag, 'manipulative', { value: true, at: 'name', words: 'y' });
    expect(bag).toMatchObject({
      vulnerabilityTargeted: { known: true, value: false },
      manipulative: { known: false, reason: 'hinted', hint: { value: true } },
    });
  });
});

describe('normalise/read-text', () => {
  const read = (text: string, as: 'observed' | 'label' | 'hint') => {
    const bag: Facts = {};
    readTexts(bag, [{ text, at: 'place', as }], knowledge);
    return bag;
  };

  it('observes what a model is told, with the words', () => {
    expect(read('Rank the applicants by their CV', 'observed')).toMatchObject({
      subjectRoles: { known: true, value: ['candidate'], basis: 'observed', at: 'place: “applicants”' },
      output: { known: true, value: ['rank'] },
    });
  });

  it('only hints by a name, and never at what it does', () => {
    const bag = read('Score applicants', 'hint');
    expect(bag).toMatchObject({
      subjectRoles: { known: false, reason: 'hinted', hint: { value: ['candidate'], words: 'applicants' } },
    });
    expect(bag.output).toBeUndefined();
  });

  it('reads from the account’s own labels who they are, not what is forbidden', () => {
    expect(read('Applicant', 'label')).toMatchObject({ subjectRoles: { known: true, value: ['candidate'] } });
    expect(read('Emotion recognition', 'label')).toEqual({});
  });

  it.each(['', 'Renewals of ordinary customers', 'Insurance newsletter'])('reads nothing from “%s”', (text) => {
    expect(read(text, 'hint')).toEqual({});
  });
});

describe('normalise/read-fact', () => {
  const input = inputOf(
    assetOf('workflow', '1', {
      on: true,
      off: false,
      word: 'yes',
      number: 1,
      mode: 'fast',
      nothing: null,
      deep: { er: false },
      fields: ['a', 'b'],
      mixed: ['a', 7],
    }),
  );

  it.each<[string, FactRule<boolean>, Fact<boolean>]>([
    ['a path', { path: 'on' }, known(true, 'observed', 'on')],
    ['a path to no', { path: 'off' }, known(false, 'observed', 'off')],
    ['a deep path', { path: 'deep.er' }, known(false, 'observed', 'deep.er')],
    ['a path to nowhere', { path: 'lost' }, unknown('not-returned')],
    ['a path to null', { path: 'nothing' }, unknown('not-returned')],
    ['a path of every object', { path: 'constructor' }, unknown('not-returned')],
    ['a path to a word, which is no boolean', { path: 'word' }, unknown('not-catalogued')],
    ['a path to a number, which is no boolean', { path: 'number' }, unknown('not-catalogued')],
    ['a constant', { const: true }, known(true, 'catalogue', 'mapping')],
    ['a table', { lookup: 'mode', in: { fast: true } }, known(true, 'catalogue', 'mode')],
    ['a table without the value', { lookup: 'mode', in: { slow: true } }, unknown('not-catalogued')],
    ['a table of every object', { lookup: 'mode', in: {} }, unknown('not-catalogued')],
    ['a function', { by: () => known(true, 'observed', 'z') }, known(true, 'observed', 'z')],
  ])('answers by %s', (_how, rule, fact) => {
    expect(readFact(input, 'enabled', rule)).toEqual(fact);
  });

  it.each([
    ['technique', 'word', unknown('not-catalogued')],
    ['vendorPurpose', 'word', known('yes', 'observed', 'word')],
    ['vendorPurpose', 'fields', unknown('not-catalogued')],
    ['dataFields', 'fields', known(['a', 'b'], 'observed', 'fields')],
    ['dataFields', 'mixed', unknown('not-catalogued')],
    ['purposes', 'fields', unknown('not-catalogued')],
  ] as const)('takes for %s at %s only what the vocabulary has', (name, path, fact) => {
    expect(readFact(input, name, { path })).toEqual(fact);
  });
});
