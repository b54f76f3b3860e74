import { describe, expect, it } from '@jest/globals';
import { stepsOf } from '#mappings/hubspot/workflow/steps.ts';
import { writesOf } from '#mappings/hubspot/workflow/writes.ts';
import type { JsonObject } from '#src/model/json.ts';
import { action, flow, outputOf } from '../../../support/build.ts';

const writes = (role: string | undefined, fields: JsonObject) =>
  writesOf(stepsOf(flow([action('5', '0-5', fields)]))[0]!, role, 'contacts');

describe('mappings/hubspot/workflow/writes', () => {
  it.each<[string, string | undefined, JsonObject, object]>([
    [
      'a constant that is set',
      'set-property',
      { property_name: 'status', value: 'Rejected' },
      { property: 'status', value: 'Rejected' },
    ],
    [
      'an output that is set',
      'set-property',
      { property_name: 'summary', value: outputOf('2') },
      { property: 'summary', fromStep: '2' },
    ],
    [
      'a property that is set from another',
      'set-property',
      { property_name: 'tier', value: { type: 'OBJECT_PROPERTY', propertyName: 'hs_predictivescoringtier' } },
      { property: 'tier', fromProperty: 'hs_predictivescoringtier' },
    ],
    [
      'the other shape of setting',
      'set-property',
      { tier: { type: 'STATIC_VALUE', staticValue: 'A' } },
      { property: 'tier', value: 'A' },
    ],
    ['a copy', 'copy-property', { source_property: 'a', target_property: 'b' }, { property: 'b', fromProperty: 'a' }],
    [
      'a record that is made',
      'create-record',
      { object_type_id: '0-3', properties: [{ targetProperty: 'dealname', value: outputOf('2') }] },
      { objectType: 'deals', property: 'dealname', fromStep: '2' },
    ],
    [
      'what an AI action fills by itself',
      undefined,
      { prompt: 'x', targetProperty: 'ai_summary' },
      { property: 'ai_summary', fromStep: '5' },
    ],
    [
      'the same on another object',
      undefined,
      { smart_property: 'fit', targetObject: '0-2' },
      { objectType: 'companies', property: 'fit', fromStep: '5' },
    ],
  ])('reads %s', (_what, role, fields, found) => {
    expect(writes(role, fields)).toMatchObject([{ objectType: 'contacts', step: '5', ...found }]);
  });

  it.each<[string, string | undefined, JsonObject]>([
    ['nothing is given', 'set-property', {}],
    ['a mail is sent', 'send-email', { property_name: 'status' }],
    ['a copy has no target', 'copy-property', { source_property: 'a' }],
    ['a field only sounds like it', undefined, { propertyGroup: 'x', properties: 'y', real_property_value: '1' }],
  ])('reads nothing when %s', (_when, role, fields) => {
    expect(writes(role, fields)).toEqual([]);
  });
});
