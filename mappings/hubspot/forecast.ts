import { known } from '../../src/model/fact.ts';
import { factsOfEntry } from '../../src/normalise/entry-facts.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';
import { evidence } from '../../src/normalise/finding.ts';

const AMOUNTS = [
  'weightedAmountProperty',
  'weightedAmountInHomeCurrencyProperty',
  'amountProperty',
  'amountInHomeCurrencyProperty',
] as const;

export const forecast: Mapping = {
  version: 1,
  from: { crm: 'hubspot', kind: 'forecast' },
  examine: {
    asset: ({ asset }) => ({
      kind: 'forecast',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'forecastName') ?? asset.externalId,
    }),
    detect({ asset, knowledge }) {
      for (const field of AMOUNTS) {
        const property = textAt(asset.payload, field) ?? '';
        const entry = knowledge.byForecastProperty(property);
        if (entry) {
          const facts = {
            ...factsOfEntry(entry),
            inUse: known(true, 'observed', field),
          };
          const system = { id: entry.id, vendor: entry.vendor, name: entry.name, catalogueId: entry.id };
          return {
            result: 'ai',
            systems: [
              {
                system,
                kind: 'forecast',
                ownKey: false,
                facts,
                evidence: [evidence('evidence.forecast-property', field, property, 'proven')],
              },
            ],
          };
        }
      }
      return { result: 'plain' };
    },
    facts: { subjectKind: { const: 'none' } },
    references({ asset }) {
      const reads = AMOUNTS.flatMap((field) => {
        const property = textAt(asset.payload, field);
        return property === undefined ? [] : [{ objectType: 'deals', property, at: field, how: 'forecast' as const }];
      });
      return { objectType: 'deals', reads, writes: [], deeds: [], following: {} };
    },
  },
};
