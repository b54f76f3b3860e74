import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';
import { readsOfFilter } from './filters.ts';
import { objectPath } from './object-types.ts';

export const segment: Mapping = {
  version: 1,
  from: { crm: 'hubspot', kind: 'segment' },
  examine: {
    asset: ({ asset }) => ({
      kind: 'segment',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
    }),
    detect: () => ({ result: 'plain' }),
    facts: {},
    references({ asset }) {
      const objectType = objectPath(textAt(asset.payload, 'objectTypeId')) ?? 'contacts';
      const reads = readsOfFilter(asset.payload['filterBranch'], { objectType, at: 'filterBranch', how: 'filter' });
      return { objectType, reads, writes: [], deeds: [], following: {} };
    },
  },
};
