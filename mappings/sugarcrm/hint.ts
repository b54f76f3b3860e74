import { message } from '../../src/model/message.ts';
import { evidence } from '../../src/normalise/finding.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import { valueAt } from '../../src/normalise/values.ts';
import { catalogueSystem } from './findings.ts';

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
