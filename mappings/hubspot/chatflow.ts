import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';
import { detectChat } from './chatflow/detect.ts';
import { saysItIsAi } from './chatflow/disclosure.ts';

export const chatflow: Mapping = {
  version: 1,
  from: { crm: 'hubspot', kind: 'chatflow' },
  examine: {
    asset: ({ asset }) => ({
      kind: 'chatflow',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
    }),
    detect: detectChat,
    facts: {
      enabled: { path: 'active' },
      audience: { const: ['customer'] },
      saysItIsAi: { by: saysItIsAi },
    },
    texts: ({ asset }) => [{ text: textAt(asset.payload, 'name') ?? '', at: 'name', as: 'hint' }],
  },
};
