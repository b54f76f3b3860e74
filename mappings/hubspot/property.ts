import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt, valueAt } from '../../src/normalise/values.ts';
import { detectProperty } from './property/detect.ts';
import { subjectKind, subjectRoles } from './subjects.ts';

const objectType = { field: 'objectType' };

export const property: Mapping = {
  version: 1,
  from: { crm: 'hubspot', kind: 'property' },
  contributes({ payload, externalId }, context) {
    context.properties.set(externalId, {
      label: textAt(payload, 'label') ?? externalId,
      description: textAt(payload, 'description') ?? '',
      type: textAt(payload, 'type') ?? '',
      fieldType: textAt(payload, 'fieldType') ?? '',
      vendorDefined: valueAt(payload, 'hubspotDefined') === true,
    });
  },
  examine: {
    asset: ({ asset }) => ({
      kind: 'property',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'label') ?? asset.externalId,
      objectType: textAt(asset.payload, 'objectType') ?? '',
    }),
    detect: detectProperty,
    facts: {
      subjectKind: { by: subjectKind(objectType) },
      subjectRoles: { by: subjectRoles(objectType) },
    },
    references({ asset }) {
      const formula = textAt(asset.payload, 'calculationFormula') ?? '';
      const own = textAt(asset.payload, 'objectType') ?? '';
      const names = [...new Set(formula.match(/[a-z_][a-z0-9_]{2,}/gi) ?? [])].slice(0, 50);
      const reads = names.map((name) => ({
        objectType: own,
        property: name,
        at: 'calculationFormula',
        how: 'formula' as const,
      }));
      return { objectType: own, reads, writes: [], deeds: [], following: {} };
    },
    texts: ({ asset }) => [
      {
        text: `${textAt(asset.payload, 'label') ?? ''} ${asset.externalId.replace(/^.*\//, '').replaceAll('_', ' ')}`,
        at: 'label',
        as: 'hint',
      },
      // What the account says of a property of its own; HubSpot's descriptions speak of every account.
      ...(valueAt(asset.payload, 'hubspotDefined') === true
        ? []
        : [{ text: textAt(asset.payload, 'description') ?? '', at: 'description', as: 'hint' as const }]),
    ],
  },
};
