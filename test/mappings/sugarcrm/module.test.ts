import { describe, expect, it } from '@jest/globals';
import { module } from '../../../mappings/sugarcrm/module.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { contributed } from '../../support/build.ts';
import { inventoryOf } from './support.ts';

const propertiesOf = (payload: JsonObject) => {
  return contributed(module, [{ crm: 'sugarcrm', stream: 'metadata', kind: 'module', externalId: 'Leads', payload }])
    .properties;
};

describe('mappings/sugarcrm/module', () => {
  it('knows what the company calls its plain fields, and what they can hold', () => {
    const properties = propertiesOf({ plain: { enum: { st_c: 'Stand' }, varchar: { ort_c: '' } } });
    expect(properties.get('Leads/st_c')).toEqual({
      ...{ label: 'Stand', description: '', type: 'enumeration', fieldType: 'enum', vendorDefined: false },
    });
    expect(properties.get('Leads/ort_c')).toMatchObject({ label: 'ort_c', type: 'string' });
  });

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['an empty list, as PHP writes it', { plain: [] }],
    ['another shape', { plain: { enum: 'x', int: null } }],
  ])('knows none where the fields are %s', (_, payload) => {
    expect(propertiesOf(payload).size).toBe(0);
  });

  it('counts them as looked at', async () => {
    const { examined } = await inventoryOf([
      ['module', 'Leads', { fields: 400, counted: 398 }],
      ['field', 'Leads/score_c', { module: 'Leads', name: 'score_c', type: 'int', custom: true, calculated: false }],
      ['module', 'Old', { fields: 3 }],
    ]);
    expect(examined).toEqual({ assets: 401, ai: 0, notAi: 401, undetermined: 0 });
  });
});
