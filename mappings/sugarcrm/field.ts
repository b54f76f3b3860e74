import type { Mapping } from '../../src/normalise/mapping.ts';
import { propertyId } from '../../src/normalise/normalised.ts';
import type { Read } from '../../src/normalise/references.ts';
import { textAt, valueAt } from '../../src/normalise/values.ts';
import { detectField } from './field/detect.ts';
import { typeOf } from './field/type.ts';
import { readFormula } from './formula.ts';
import { moduleNamed, subjectKind, subjectRoles } from './modules.ts';

export const field: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'field' },
  contributes({ payload, externalId }, context) {
    context.properties.set(externalId, {
      label: textAt(payload, 'label') ?? externalId.replace(/^.*\//, ''),
      description: textAt(payload, 'help') ?? textAt(payload, 'comment') ?? '',
      ...typeOf(textAt(payload, 'type') ?? ''),
      vendorDefined: valueAt(payload, 'custom') !== true,
    });
  },
  examine: {
    asset: ({ asset }) => ({
      kind: 'field',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'label') ?? asset.externalId,
      objectType: textAt(asset.payload, 'module') ?? '',
    }),
    detect: detectField,
    facts: { subjectKind: { by: subjectKind }, subjectRoles: { by: subjectRoles } },
    references({ asset, context }) {
      const own = textAt(asset.payload, 'module') ?? '';
      const { fields, related } = readFormula(textAt(asset.payload, 'formula') ?? '');
      const reads: Read[] = [
        ...fields.map((name) => ({ objectType: own, property: name })),
        ...related.map((item) => ({ objectType: moduleNamed(item.link, context), property: item.field })),
      ]
        .filter(({ objectType, property }) => propertyId(objectType, property) !== asset.externalId)
        .map((ref) => ({ ...ref, at: 'formula', how: 'formula' }));
      return { objectType: own, reads, writes: [], deeds: [], following: {} };
    },
    texts: ({ asset }) => [
      {
        text: `${textAt(asset.payload, 'label') ?? ''} ${asset.externalId.replace(/^.*\//, '').replaceAll('_', ' ')}`,
        at: 'label',
        as: 'hint',
      },
    ],
  },
};
