import { known, unknown } from '../../src/model/fact.ts';
import { factsOfEntry } from '../../src/normalise/entry-facts.ts';
import type { Mapping, Payload } from '../../src/normalise/mapping.ts';
import type { Read } from '../../src/normalise/references.ts';
import { textAt, textsAt, valueAt } from '../../src/normalise/values.ts';
import { emailNotice } from './email/notice.ts';
import { evidence } from '../../src/normalise/finding.ts';

/** Objects as e-mail tokens call them (`{{contact.x}}`) and as the API does. */
const TOKEN_OBJECTS: Record<string, string> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  ticket: 'tickets',
};

export const email: Mapping = {
  version: 1,
  from: { crm: 'hubspot', kind: 'email' },
  contributes({ payload, externalId }, context) {
    const tokens = Array.isArray(valueAt(payload, 'tokens')) ? textsAt(payload, 'tokens').map(asProperty) : undefined;
    context.emails.set(externalId, {
      name: [textAt(payload, 'name'), textAt(payload, 'subject')].filter(Boolean).join(' – '),
      tokens,
      notices: Array.isArray(valueAt(payload, 'notices')) ? textsAt(payload, 'notices') : undefined,
    });
  },
  examine: {
    asset: ({ asset }) => ({
      kind: 'email',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
    }),
    detect({ asset, knowledge }) {
      const state = textAt(asset.payload, 'state') ?? '';
      const entry = knowledge.byEmailState(state);
      if (!entry) {
        return { result: 'plain' };
      }
      return {
        result: 'ai',
        systems: [
          {
            system: { id: entry.id, vendor: entry.vendor, name: entry.name, catalogueId: entry.id },
            kind: 'content',
            ownKey: false,
            facts: factsOfEntry(entry),
            evidence: [evidence('evidence.email-state', 'state', state, 'proven')],
          },
        ],
      };
    },
    facts: {
      enabled: {
        by: ({ asset }) =>
          valueAt(asset.payload, 'archived') === true ? known(false, 'observed', 'archived') : unknown('not-returned'),
      },
      saysItIsAi: { by: emailNotice },
      subjectKind: { const: 'natural-person' },
    },
    references({ asset }) {
      const reads = textsAt(asset.payload, 'tokens')
        .map(asProperty)
        .flatMap((id): Read[] => {
          const [objectType, property] = id.split('/');
          return objectType && property ? [{ objectType, property, at: 'content', how: 'token' }] : [];
        });
      return { live: isLive(asset.payload), reads, writes: [], deeds: [], following: {} };
    },
    texts: ({ asset }) =>
      ['name', 'subject'].map((at) => ({ text: textAt(asset.payload, at) ?? '', at, as: 'hint' as const })),
  },
};

/** Drafts and lost variants reach nobody; a state that HubSpot does not tell speaks for no draft. */
function isLive(payload: Payload): boolean {
  return valueAt(payload, 'archived') !== true && !/DRAFT|LOSER|PAGE_STUB|ERROR/.test(textAt(payload, 'state') ?? '');
}

function asProperty(token: string): string {
  const [object = '', property = ''] = token.split('.');
  return `${TOKEN_OBJECTS[object.toLowerCase()] ?? object}/${property}`;
}
