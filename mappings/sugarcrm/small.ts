import { message } from '../../src/model/message.ts';
import { evidence } from '../../src/normalise/finding.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import type { Read } from '../../src/normalise/references.ts';
import { textAt, textsAt, valueAt } from '../../src/normalise/values.ts';
import { catalogueSystem } from './findings.ts';
import { moduleNamed } from './modules.ts';

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

/** Set up for enrichment: where its fields are counted they tell themselves, else its settings ask. */
export const hint: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'hint' },
  examine: {
    asset: ({ asset }) => ({ kind: 'hint', externalId: asset.externalId, name: 'Hint' }),
    detect({ asset, context, knowledge }) {
      const entry = knowledge.entry('sugar-hint');
      const counts = (entry?.recognise.properties ?? []).flatMap(
        ({ object, name }) => context.population.get(`${object}/${name}`) ?? [],
      );
      if (!entry || valueAt(asset.payload, 'configured') !== true || counts.length > 0) {
        return { result: 'plain' };
      }
      return {
        result: 'undetermined',
        because: message('because.catalogue-asks', { name: entry.name }),
        systems: [catalogueSystem(entry, [evidence('evidence.hint-configured', 'config', undefined, 'proven')])],
      };
    },
    facts: {},
  },
};

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
