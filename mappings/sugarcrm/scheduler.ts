import { message } from '../../src/model/message.ts';
import { evidence } from '../../src/normalise/finding.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';
import { identifierSpeaksOfAi, nameSpeaksOfAi, wordsOf } from './ai-words.ts';

/** Sugar's own jobs are functions and classes of its core; a class under `custom` is code that no API shows. */
const CUSTOM = /(^|[\\/:])custom([\\/:]|$)/i;

export const scheduler: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'scheduler' },
  examine: {
    asset: ({ asset }) => ({
      kind: 'scheduler',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
    }),
    detect({ asset, knowledge }) {
      const job = textAt(asset.payload, 'job') ?? '';
      const name = textAt(asset.payload, 'name') ?? '';
      if (identifierSpeaksOfAi(job) || nameSpeaksOfAi(name, knowledge)) {
        return {
          result: 'undetermined',
          because: message('because.scheduler-name-asks', { name: job || name }),
          systems: [
            {
              system: { id: 'custom-job', vendor: 'unknown', name: job || name },
              kind: 'automation',
              ownKey: false,
              facts: {},
              evidence: [evidence('evidence.scheduler-name', 'job', job || name, 'hint')],
            },
          ],
        };
      }
      return { result: 'not-ai', because: message(CUSTOM.test(job) ? 'because.custom-job' : 'because.stock-job') };
    },
    facts: { enabled: { path: 'active' } },
    texts: ({ asset }) => [
      { text: textAt(asset.payload, 'name') ?? '', at: 'name', as: 'hint' },
      { text: wordsOf((textAt(asset.payload, 'job') ?? '').split('\\').pop() ?? ''), at: 'job', as: 'hint' },
    ],
  },
};
