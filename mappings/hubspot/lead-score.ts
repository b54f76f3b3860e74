import { message } from '../../src/model/message.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt, textsAt } from '../../src/normalise/values.ts';
import { objectPath } from './object-types.ts';
import { evidence } from '../../src/normalise/finding.ts';

/** `scoreType` values are not published; one that speaks of a model is asked about, not believed. */
const LEARNED = /(^|_)(AI|ML|PREDICTIVE|MODEL|LEARNED)(_|$)/i;

export const leadScore: Mapping = {
  version: 1,
  from: { crm: 'hubspot', kind: 'lead-score' },
  examine: {
    asset: ({ asset }) => ({
      kind: 'lead-score',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
      objectType: objectPath(textAt(asset.payload, 'objectTypeId')) ?? '',
    }),
    detect({ asset }) {
      const scoreType = textAt(asset.payload, 'scoreType') ?? '';
      if (!LEARNED.test(scoreType)) {
        return { result: 'not-ai', because: message('because.lead-score-rules') };
      }
      return {
        result: 'undetermined',
        because: message('because.lead-score-type', { type: scoreType }),
        systems: [
          {
            system: { id: 'lead-score', vendor: 'HubSpot', name: 'Lead score' },
            kind: 'score',
            ownKey: false,
            facts: {},
            evidence: [evidence('evidence.lead-score-type', 'scoreType', scoreType, 'hint')],
          },
        ],
      };
    },
    facts: {},
    references({ asset }) {
      const objectType = objectPath(textAt(asset.payload, 'objectTypeId')) ?? 'contacts';
      const reads = textsAt(asset.payload, 'reads').map((name) => ({
        objectType,
        property: name,
        at: 'ruleConfigurations',
        how: 'formula' as const,
      }));
      return { objectType, reads, writes: [], deeds: [], following: {} };
    },
    texts: ({ asset }) => [{ text: textAt(asset.payload, 'name') ?? '', at: 'name', as: 'hint' }],
  },
};
