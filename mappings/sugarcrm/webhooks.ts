import { message } from '../../src/model/message.ts';
import type { Detection, Mapping, MappingInput } from '../../src/normalise/mapping.ts';
import type { Read } from '../../src/normalise/references.ts';
import { textAt, textsAt } from '../../src/normalise/values.ts';
import { detectionOf } from './findings.ts';
import { moduleNamed, subjectKind, subjectRoles } from './modules.ts';
import { judgeRequest } from './request.ts';

/** One address a record: what is sent there is known at best in part. */
function detectHook({ asset, knowledge }: MappingInput): Detection {
  const found = judgeRequest(asset.payload, 'webhook', knowledge);
  return found.result === 'rules' && found.because.id === 'because.webhook-other'
    ? { result: 'not-ai', because: message('because.hook-other', found.because.params) }
    : detectionOf(found);
}

const named =
  (kind: string) =>
  ({ asset }: MappingInput) => ({
    kind,
    externalId: asset.externalId,
    name: textAt(asset.payload, 'name') ?? asset.externalId,
    objectType: textAt(asset.payload, 'module') ?? textAt(asset.payload, 'parentType') ?? '',
  });

const NAME = ({ asset }: MappingInput) => [
  { text: textAt(asset.payload, 'name') ?? '', at: 'name', as: 'hint' as const },
];

/** Sends every change of a record to an address. */
export const webLogicHook: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'web-logic-hook' },
  examine: {
    asset: named('web-logic-hook'),
    detect: detectHook,
    facts: { subjectKind: { by: subjectKind }, subjectRoles: { by: subjectRoles } },
    texts: NAME,
  },
};

export const smartGuideWebhook: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'smart-guide-webhook' },
  examine: {
    asset: named('smart-guide-webhook'),
    detect: detectHook,
    facts: {
      enabled: { path: 'active' },
      dataFields: { path: 'dataFields' },
    },
    references({ asset, context }) {
      const reads = textsAt(asset.payload, 'dataFields').flatMap((token): Read[] => {
        const [module, property] = token.split('/');
        return module && property
          ? [{ objectType: moduleNamed(module, context), property, at: 'dataFields', how: 'input' }]
          : [];
      });
      return { reads, writes: [], deeds: [], following: {} };
    },
    texts: (input) => [
      ...NAME(input),
      ...textsAt(input.asset.payload, 'texts').map((text) => ({ text, at: 'texts', as: 'observed' as const })),
    ],
  },
};
