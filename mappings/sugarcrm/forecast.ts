import { message } from '../../src/model/message.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import type { Read } from '../../src/normalise/references.ts';
import { textAt, textsAt, valueAt } from '../../src/normalise/values.ts';

/** Sums and ranges that people have set; prediction in forecasts is a product of its own, seen by its licence. */
export const forecast: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'forecast' },
  examine: {
    asset: ({ asset }) => ({ kind: 'forecast', externalId: asset.externalId, name: asset.externalId }),
    detect: ({ asset }) =>
      valueAt(asset.payload, 'isSetup') === false
        ? { result: 'plain' }
        : { result: 'not-ai', because: message('because.forecast') },
    facts: {},
    references({ asset }) {
      const objectType = textAt(asset.payload, 'forecastBy') ?? 'Opportunities';
      const reads = textsAt(asset.payload, 'columns').map((property): Read => ({
        objectType,
        property,
        at: 'columns',
        how: 'forecast',
      }));
      return { objectType, reads, writes: [], deeds: [], following: {} };
    },
  },
};
