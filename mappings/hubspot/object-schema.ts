import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';
import { objectKey, objectTexts } from './context-only.ts';

export const objectSchema: Mapping = {
  version: 1,
  from: { crm: 'hubspot', kind: 'object-schema' },
  contributes({ payload, externalId }, context) {
    const objectType = objectKey(payload, externalId);
    const label = textAt(payload, 'labels.singular') ?? textAt(payload, 'name') ?? objectType;
    context.objects.set(objectType, { objectType, label, texts: objectTexts(payload) });
  },
  examine: {
    asset: ({ asset }) => ({
      kind: 'object-schema',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'labels.singular') ?? asset.externalId,
    }),
    detect: () => ({ result: 'plain' }),
    facts: {},
  },
};
