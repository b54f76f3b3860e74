import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';
import { uiLink } from './links.ts';
import { objectPath } from './object-types.ts';
import { subjectKind, subjectRoles } from './subjects.ts';
import { detectWorkflow } from './workflow/detect.ts';
import { referencesOfWorkflow } from './workflow/references.ts';
import { textsOfWorkflow } from './workflow/texts.ts';

const objectTypeId = { field: 'objectTypeId' };

export const workflow: Mapping = {
  version: 1,
  from: { crm: 'hubspot', kind: 'workflow' },
  examine: {
    asset({ asset, context }) {
      const objectType = textAt(asset.payload, 'objectTypeId');
      return {
        kind: 'workflow',
        externalId: asset.externalId,
        name: textAt(asset.payload, 'name') ?? asset.externalId,
        ...(objectType !== undefined && { objectType: objectPath(objectType) ?? objectType }),
        ...uiLink(
          context,
          (portal) => `/workflows/${portal}/platform/flow/${encodeURIComponent(asset.externalId)}/edit`,
        ),
      };
    },
    detect: detectWorkflow,
    facts: {
      enabled: { path: 'isEnabled' },
      subjectKind: { by: subjectKind(objectTypeId) },
      subjectRoles: { by: subjectRoles(objectTypeId) },
    },
    references: referencesOfWorkflow,
    texts: textsOfWorkflow,
  },
};
