import type { Mapping, SourceText } from '../../src/normalise/mapping.ts';
import { propertyId } from '../../src/normalise/normalised.ts';
import { objectsAt, textAt, textsAt, valueAt } from '../../src/normalise/values.ts';
import { moduleNamed, subjectKind, subjectRoles } from './modules.ts';
import { detectProcess } from './process/detect.ts';
import { elementsOf } from './process/elements.ts';
import { referencesOfProcess } from './process/references.ts';
import { noteWriter } from './writers.ts';

export const processDefinition: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'process-definition' },
  contributes({ payload }, context) {
    const own = textAt(payload, 'module') ?? 'unknown';
    for (const { raw } of elementsOf(payload)) {
      for (const set of objectsAt(raw, 'sets')) {
        const module = moduleNamed(textAt(set, 'module') ?? own, context);
        noteWriter(context, propertyId(module, textAt(set, 'field') ?? ''));
      }
    }
  },
  examine: {
    asset: ({ asset }) => ({
      kind: 'process-definition',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
      objectType: textAt(asset.payload, 'module') ?? '',
    }),
    detect: detectProcess,
    facts: {
      enabled: { path: 'isEnabled' },
      subjectKind: { by: subjectKind },
      subjectRoles: { by: subjectRoles },
    },
    references: referencesOfProcess,
    texts({ asset }) {
      const own = ['name', 'description'].map((at): SourceText => ({
        text: textAt(asset.payload, at) ?? '',
        at,
        as: 'hint',
      }));
      const told = elementsOf(asset.payload).flatMap(({ id, at, raw, name }): SourceText[] =>
        valueAt(raw, 'request') === undefined
          ? []
          : [
              { text: name, at: `${at}.name`, as: 'hint', step: id },
              ...textsAt(raw, 'request.texts').map((text): SourceText => ({
                text,
                at: `${at}.request.texts`,
                as: 'observed',
                step: id,
              })),
            ],
      );
      return [...own, ...told];
    },
  },
};
