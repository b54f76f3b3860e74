import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';

/** AI-written steps are not marked by the API: a sequence is counted, and asked about in the attestation. */
export const sequence: Mapping = {
  version: 1,
  from: { crm: 'hubspot', kind: 'sequence' },
  examine: {
    asset: ({ asset }) => ({
      kind: 'sequence',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
    }),
    detect: () => ({ result: 'plain' }),
    facts: {},
  },
};
