import type { Mapping } from '../../src/normalise/mapping.ts';
import type { Read } from '../../src/normalise/references.ts';
import { textAt, textsAt, valueAt } from '../../src/normalise/values.ts';
import { moduleNamed } from './modules.ts';

/** Which fields a mail shows, and its sentences that may speak of AI; the mail itself is not kept. */
export const emailTemplate: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'email-template' },
  contributes({ payload, externalId }, context) {
    const read = valueAt(payload, 'textRead') !== false;
    context.emails.set(externalId, {
      name: [textAt(payload, 'name'), textAt(payload, 'subject')].filter(Boolean).join(' – '),
      tokens: read ? textsAt(payload, 'fields') : undefined,
      notices: read ? textsAt(payload, 'notices') : undefined,
    });
  },
  examine: {
    asset: ({ asset }) => ({
      kind: 'email-template',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
    }),
    detect: () => ({ result: 'plain' }),
    facts: {},
    references({ asset, context }) {
      const reads = textsAt(asset.payload, 'fields').flatMap((token): Read[] => {
        const [module, property] = token.split('/');
        return module && property
          ? [{ objectType: moduleNamed(module, context), property, at: 'fields', how: 'token' }]
          : [];
      });
      return { reads, writes: [], deeds: [], following: {} };
    },
  },
};
