import { describe, expect, it } from '@jest/globals';
import { followOutput } from '../../../src/normalise/link/follow-output.ts';
import { assigns, textsOfDeeds } from '../../../src/normalise/link/effect.ts';
import type { Deed, Read, References, Write } from '../../../src/normalise/references.ts';
import { contextOf } from '../../support/build.ts';

const deed = (step: string, role: string, parts: Partial<Deed> = {}): Deed => ({
  role,
  audience: 'none',
  at: `actions.${step}`,
  step,
  texts: [],
  fromSteps: [],
  ...parts,
});
const read = (property: string, how: Read['how'], step?: string): Read => ({
  objectType: 'contacts',
  property,
  at: 'x',
  how,
  ...(step !== undefined && { step }),
});
const write = (property: string, parts: Partial<Write>): Write => ({
  objectType: 'contacts',
  property,
  at: 'x',
  ...parts,
});
const of = (parts: Partial<References>): References => ({
  objectType: 'contacts',
  reads: [],
  writes: [],
  deeds: [],
  following: {},
  ...parts,
});
const idsOf = (deeds: readonly Deed[]) => deeds.map(({ step }) => step);

describe('normalise/link/follow-output', () => {
  it('follows a step into what uses it, through steps that give it another form', () => {
    const found = followOutput(
      of({
        deeds: [
          deed('2', 'format', { fromSteps: ['1'] }),
          deed('3', 'custom_code', { fromSteps: ['2'] }),
          deed('4', 'create-task', { fromSteps: ['3'] }),
          deed('5', 'create-task', { fromSteps: ['4'] }),
          deed('6', 'create-task'),
        ],
      }),
      { steps: ['1'], properties: new Set() },
    );
    expect(idsOf(found.uses)).toEqual(['2', '3', '4']);
  });

  it('follows it into properties, copies of them, and steps that are given those', () => {
    const found = followOutput(
      of({
        writes: [
          write('b', { fromProperty: 'a' }),
          write('a', { fromStep: '1' }),
          write('c', { fromProperty: 'z' }),
          write('d', { value: 'x' }),
        ],
        reads: [read('b', 'input', '9'), read('c', 'input', '8')],
        deeds: [deed('9', 'send-email'), deed('8', 'send-email')],
      }),
      { steps: ['1'], properties: new Set() },
    );
    expect([...found.properties].toSorted()).toEqual(['contacts/a', 'contacts/b']);
    expect(idsOf(found.uses)).toEqual(['9']);
  });

  it('ends in a circle of copies', () => {
    const circle = of({ writes: [write('a', { fromProperty: 'b' }), write('b', { fromProperty: 'a' })] });
    expect([...followOutput(circle, { steps: [], properties: new Set(['contacts/a']) }).properties]).toHaveLength(2);
  });

  it('counts as consequence only what runs behind a branch on it', () => {
    const references = of({
      reads: [read('a', 'branch', '2'), read('z', 'branch', '5')],
      deeds: [
        deed('1', 'delay'),
        deed('2', 'branch'),
        deed('3', 'assign'),
        deed('4', 'notify'),
        deed('5', 'branch'),
        deed('6', 'delete-record'),
      ],
      following: { 1: ['2', '5'], 2: ['3'], 3: ['4'], 5: ['6'] },
    });
    const found = followOutput(references, { steps: [], properties: new Set(['contacts/a']) });
    expect(idsOf(found.consequences)).toEqual(['2', '3', '4']);
  });

  it('takes all of a flow as consequence that runs because of it, if it is asked to', () => {
    const references = of({ reads: [read('a', 'enrolment')], deeds: [deed('1', 'delay'), deed('2', 'assign')] });
    const sources = { steps: [], properties: new Set(['contacts/a']) };
    expect(idsOf(followOutput(references, { ...sources, enrolment: true }).consequences)).toEqual(['1', '2']);
    expect(followOutput(references, sources).consequences).toEqual([]);
  });

  it('does not take a property of another object for it', () => {
    const references = of({
      reads: [{ ...read('a', 'branch', '2'), objectType: 'deals' }],
      deeds: [deed('2', 'branch')],
    });
    expect(followOutput(references, { steps: [], properties: new Set(['contacts/a']) }).consequences).toEqual([]);
  });
});

describe('normalise/link/effect', () => {
  it('says what is done in the account’s own words', () => {
    const context = contextOf({
      emails: new Map([['900', { name: 'Rejection', tokens: undefined, notices: undefined }]]),
      stages: new Map([['s1', 'Hiring: Rejected']]),
      properties: new Map([
        ['contacts/hs_stage', { label: 'Stage', description: '', type: '', fieldType: '', vendorDefined: true }],
      ]),
    });
    const deeds = [
      deed('1', 'send-email', { target: { kind: 'email', externalId: '900' } }),
      deed('2', 'set-property', { texts: ['s1'] }),
    ];
    const references = of({
      deeds,
      writes: [write('hs_stage', { step: '2', value: 's1' }), write('other_value', { step: '9', value: 'x' })],
    });
    expect(textsOfDeeds(deeds, references, context).map(({ text, as }) => [text, as])).toEqual([
      ['Rejection', 'hint'],
      ['Hiring: Rejected', 'hint'],
      ['Stage: Hiring: Rejected', 'hint'],
    ]);
  });

  it.each([
    ['assign', true],
    ['delete-record', true],
    ['notify', false],
    ['create-task', false],
  ])('takes %s for a decision about a record: %s', (role, decides) => {
    expect(assigns([deed('1', role)]) !== undefined).toBe(decides);
  });
});
