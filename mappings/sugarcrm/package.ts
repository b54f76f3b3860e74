import { message } from '../../src/model/message.ts';
import { OWN_PACKAGE } from '../../src/model/pushed-summary.ts';
import { evidence } from '../../src/normalise/finding.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';
import { nameSpeaksOfAi, textSpeaksOfAi } from './ai-words.ts';
import { systemOf } from './findings.ts';

/** What a package does stands in its code, which no API shows: its name and description only ask. */
export const installedPackage: Mapping = {
  version: 2,
  from: { crm: 'sugarcrm', kind: 'package' },
  examine: {
    asset: ({ asset }) => ({
      kind: 'package',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
    }),
    detect({ asset, knowledge }) {
      const name = textAt(asset.payload, 'name') ?? '';
      const description = textAt(asset.payload, 'description') ?? '';
      if (name === OWN_PACKAGE.name && description === OWN_PACKAGE.description) {
        return { result: 'not-ai', because: message('because.own-package') };
      }
      const byName = nameSpeaksOfAi(name, knowledge);
      if (!byName && !textSpeaksOfAi(description, knowledge)) {
        return { result: 'not-ai', because: message('because.package-other') };
      }
      const entry = knowledge.entry('sugar-package');
      const system = entry ? systemOf(entry, name) : { id: 'sugar-package', vendor: 'unknown', name };
      return {
        result: 'undetermined',
        because: message('because.package-name-asks', { name }),
        systems: [
          {
            system: { ...system, vendor: 'unknown' },
            kind: 'other',
            ownKey: false,
            facts: {},
            evidence: [
              evidence('evidence.package-name', byName ? 'name' : 'description', byName ? name : description, 'hint'),
            ],
          },
        ],
      };
    },
    facts: { enabled: { path: 'enabled' } },
    texts: ({ asset }) =>
      ['name', 'description'].map((at) => ({ text: textAt(asset.payload, at) ?? '', at, as: 'hint' as const })),
  },
};
