import { describe, expect, it } from '@jest/globals';
import { referencesOfWorkflow } from '#mappings/hubspot/workflow/references.ts';
import { edgesOf, reachable, stepsOf } from '#mappings/hubspot/workflow/steps.ts';
import type { JsonObject } from '#src/model/json.ts';
import {
  action,
  assetOf,
  branch,
  code,
  flow,
  inputOf,
  outputOf,
  reading,
  setProperty,
} from '../../../support/build.ts';

const references = (payload: JsonObject) => referencesOfWorkflow(inputOf(assetOf('workflow', '1', payload)));

describe('mappings/hubspot/workflow/references', () => {
  it('says nothing where the vendor is silent', () => {
    expect(references({})).toEqual({ reads: [], writes: [], deeds: [], following: {} });
  });

  it.each([
    ['contacts by the old type of flow', { type: 'CONTACT_FLOW' }, 'contacts'],
    ['a standard object', { objectTypeId: '0-3' }, 'deals'],
    ['a custom object', { objectTypeId: '2-77' }, '2-77'],
  ])('concerns %s', (_what, payload, objectType) => {
    expect(references({ ...payload, actions: [] }).objectType).toBe(objectType);
  });

  it.each([
    ['enrolment', { enrollmentCriteria: { listFilterBranch: reading('tier') } }, 'enrolment'],
    ['suppression', { suppressionFilterBranch: reading('tier') }, 'enrolment'],
    ['the goal', { goalFilterBranch: reading('tier') }, 'enrolment'],
  ])('reads the properties of %s', (_what, more, how) => {
    expect(references(flow([], more)).reads).toMatchObject([{ objectType: 'contacts', property: 'tier', how }]);
  });

  it('reads the properties of branches, of inputs and of texts', () => {
    const { reads } = references(
      flow([
        branch('1', 'tier', '2'),
        { type: 'STATIC_BRANCH', actionId: '2', inputValue: { type: 'OBJECT_PROPERTY', propertyName: 'city' } },
        action('3', '0-3', { subject: 'Call {{ contact.firstname }}' }),
        { ...code('4'), inputFields: [{ name: 'cv', value: { type: 'OBJECT_PROPERTY', propertyName: 'cv' } }] },
      ]),
    );
    expect(reads.map(({ property, how, step }) => [property, how, step])).toEqual([
      ['tier', 'branch', '1'],
      ['city', 'branch', '2'],
      ['firstname', 'input', '3'],
      ['cv', 'input', '4'],
    ]);
  });

  it('says what each step does, to whom, with which texts and from whose output', () => {
    const { deeds } = references(
      flow([
        action('1', '0-4', { content_id: '900' }, '2'),
        action('2', '0-13', { list_id: { staticValue: '55' } }, '3'),
        action('3', '0-3', { subject: 'Check', body: outputOf('0') }, '4'),
        setProperty('4', 'status', 'x'),
        action('5', '1-99', {}),
        code('6'),
        branch('7', 'x', '1'),
      ]),
    );
    expect(deeds).toMatchObject([
      { role: 'send-email', audience: 'customer', target: { kind: 'email', externalId: '900' } },
      { role: 'list', target: { kind: 'segment', externalId: '55' } },
      { role: 'create-task', audience: 'employee', texts: ['Check'], fromSteps: ['0'] },
      { role: 'set-property' },
      { role: 'unknown', audience: 'none' },
      { role: 'custom_code' },
      { role: 'branch', texts: ['Yes'] },
    ]);
  });
});

describe('mappings/hubspot/workflow/steps', () => {
  it('names steps without an id by their place, and passes over what is no step', () => {
    expect(stepsOf({ actions: [{ type: 'WEBHOOK' }, 'odd', null] }).map(({ id, at }) => [id, at])).toEqual([
      ['#0', 'actions[0]'],
    ]);
    expect(stepsOf({ actions: 'odd' })).toEqual([]);
  });

  it('follows every way out of a step', () => {
    const steps = stepsOf(flow([branch('1', 'x', '2', '3'), action('2', '0-4', {}, '4')]));
    expect(edgesOf(steps)).toEqual({ 1: ['3', '2'], 2: ['4'] });
    expect([...reachable({ startActionId: '2' }, steps)].toSorted()).toEqual(['2', '4']);
  });
});
