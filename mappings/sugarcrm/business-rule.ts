import { message } from '../../src/model/message.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import { propertyId } from '../../src/normalise/normalised.ts';
import { numberAt, textAt } from '../../src/normalise/values.ts';
import { refsOfRule } from './rules.ts';
import { noteWriter } from './writers.ts';

/** A table of conditions and values. It does nothing until a process calls it: what follows is that process's. */
export const businessRule: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'business-rule' },
  contributes(asset, context) {
    const refs = refsOfRule(asset.payload, context);
    context.rules.set(asset.externalId, refs);
    refs.writes.forEach(({ objectType, property }) => noteWriter(context, propertyId(objectType, property)));
  },
  examine: {
    asset: ({ asset }) => ({
      kind: 'business-rule',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
      objectType: textAt(asset.payload, 'module') ?? '',
    }),
    detect: ({ asset }) => ({
      result: 'not-ai',
      because: message('because.business-rule', { rules: numberAt(asset.payload, 'rules') ?? 0 }),
    }),
    facts: {},
    references({ asset, context }) {
      const { reads } = refsOfRule(asset.payload, context);
      return {
        objectType: textAt(asset.payload, 'module') ?? 'unknown',
        reads: reads.map((ref) => ({ ...ref, at: 'conditions', how: 'filter' })),
        writes: [],
        deeds: [],
        following: {},
      };
    },
  },
};
