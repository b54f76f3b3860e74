import { describe, expect, it } from '@jest/globals';
import { inputsOf } from '#mappings/hubspot/workflow/values.ts';
import type { Json } from '#src/model/json.ts';

describe('mappings/hubspot/workflow/values', () => {
  it.each<[string, Json, { steps?: string[]; properties?: string[]; texts?: string[] }]>([
    ['silence', null, {}],
    ['a constant', { type: 'STATIC_VALUE', staticValue: 'Rejected' }, { texts: ['Rejected'] }],
    ['an earlier step’s output', { type: 'FIELD_DATA', actionId: '2', dataKey: 'response' }, { steps: ['2'] }],
    ['a property', { type: 'OBJECT_PROPERTY', propertyName: 'jobtitle' }, { properties: ['jobtitle'] }],
    [
      'a property of a fetched record',
      { type: 'FETCHED_OBJECT_PROPERTY', propertyToken: '{{ fetched_objects.x.city }}' },
      { properties: ['city'] },
    ],
    [
      'a list of inputs',
      [{ name: 'cv', value: { type: 'OBJECT_PROPERTY', propertyName: 'cv' } }],
      { properties: ['cv'], texts: ['cv'] },
    ],
    [
      'a token of a property in a text',
      'Dear {{ enrolled_object.firstname }}',
      { properties: ['firstname'], texts: ['Dear {{ enrolled_object.firstname }}'] },
    ],
    [
      'a token of an output',
      'It says {{ action_output.7.response }}',
      { steps: ['7'], texts: ['It says {{ action_output.7.response }}'] },
    ],
    [
      'a token in brackets',
      '{{ action_outputs["7"]["x"] }}',
      { steps: ['7'], texts: ['{{ action_outputs["7"]["x"] }}'] },
    ],
    [
      'a filter behind a token',
      '{{ contact.city|title }}',
      { properties: ['city'], texts: ['{{ contact.city|title }}'] },
    ],
    ['a lone word in braces', '{{ unsubscribe }}', { texts: ['{{ unsubscribe }}'] }],
    ['a step’s id without a key of data', { type: 'X', actionId: '2' }, {}],
    ['a name without a type', { propertyName: 'x' }, {}],
  ])('reads %s', (_what, value, found) => {
    expect(inputsOf(value)).toEqual({ steps: [], properties: [], texts: [], ...found });
  });

  it('keeps within bounds', () => {
    const found = inputsOf(Array.from({ length: 40 }, () => 'x'.repeat(64_000)));
    expect([found.texts.length, found.texts[0]?.length]).toEqual([12, 300]);
  });
});
