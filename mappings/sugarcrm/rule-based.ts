import { message } from '../../src/model/message.ts';
import type { Mapping, MappingInput } from '../../src/normalise/mapping.ts';
import { propertyId } from '../../src/normalise/normalised.ts';
import type { Deed, References } from '../../src/normalise/references.ts';
import { objectsAt, textAt } from '../../src/normalise/values.ts';
import { moduleNamed, subjectKind, subjectRoles } from './modules.ts';
import { verdictIn } from './process/verdicts.ts';
import { noteWriter } from './writers.ts';

/** Stages, tasks and points that people have set; what its webhooks call is judged with them. */
export const smartGuide: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'smart-guide' },
  examine: {
    asset: ({ asset }) => ({
      kind: 'smart-guide',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
    }),
    detect: () => ({ result: 'not-ai', because: message('because.smart-guide') }),
    facts: {},
  },
};

export const legacyWorkflow: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'legacy-workflow' },
  contributes({ payload }, context) {
    for (const { objectType, property } of writesOf(payload, context)) {
      noteWriter(context, propertyId(objectType, property));
    }
  },
  examine: {
    asset: ({ asset }) => ({
      kind: 'legacy-workflow',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
      objectType: textAt(asset.payload, 'module') ?? '',
    }),
    detect: () => ({ result: 'not-ai', because: message('because.legacy-workflow') }),
    facts: {
      enabled: { path: 'active' },
      subjectKind: { by: subjectKind },
      subjectRoles: { by: subjectRoles },
    },
    references,
    texts: ({ asset }) =>
      ['name', 'description'].map((at) => ({ text: textAt(asset.payload, at) ?? '', at, as: 'hint' as const })),
  },
};

function references({ asset, context, knowledge }: MappingInput): References {
  const { payload } = asset;
  const reads = Array.isArray(payload['reads']) ? payload['reads'] : [];
  const writes = writesOf(payload, context);
  return {
    objectType: textAt(payload, 'module') ?? 'unknown',
    // What it waits for starts all of its actions.
    reads: reads.flatMap((id) => {
      const [module, property] = typeof id === 'string' ? id.split('/') : [];
      return module && property
        ? [{ objectType: moduleNamed(module, context), property, at: 'reads', how: 'enrolment' as const }]
        : [];
    }),
    writes,
    deeds: writes.map((write): Deed => {
      const setting = { module: write.objectType, field: write.property, value: write.value };
      const base = { audience: 'employee' as const, at: write.at, step: write.step, texts: [], fromSteps: [] };
      return { ...base, ...verdictIn(setting, context, knowledge) };
    }),
    following: {},
  };
}

function writesOf(payload: MappingInput['asset']['payload'], context: MappingInput['context']) {
  const own = textAt(payload, 'module') ?? 'unknown';
  return objectsAt(payload, 'actions').flatMap((action, index) => {
    const property = textAt(action, 'field');
    const value = textAt(action, 'value');
    const objectType = moduleNamed(textAt(action, 'module') ?? own, context);
    return property === undefined
      ? []
      : [
          {
            objectType,
            property,
            at: `actions[${index}]`,
            step: `action-${index}`,
            ...(value !== undefined && { value }),
          },
        ];
  });
}
