import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { Body } from '../../shared/body.ts';
import { standardTypeIds } from './object-types.ts';

const FILE = new URL('../defaults/action-types.yaml', import.meta.url);

const Defaults = z.record(
  z.string(),
  z.strictObject({ name: z.string(), group: z.string(), inputs: z.array(z.string()).default([]) }),
);

/** What HubSpot offers in every account, used or not, AI included. */
const hubSpotOwn = Object.entries(Defaults.parse(load(readFileSync(FILE, 'utf8')))).map(
  ([id, { name, group, inputs }]) => {
    return { actionTypeId: id, actionName: name, groupId: group, inputs };
  },
);

/** HubSpot's own, and what the account's installed apps add. */
export function actionTypesOf(own: readonly Body[], customTypeIds: readonly string[]): Body[] {
  const objectTypeIds = [...standardTypeIds, ...customTypeIds];
  const shared = hubSpotOwn.map(({ inputs, ...type }) => {
    return { ...type, objectTypeIds, inputFieldDefinitions: inputs.map(inputOf) };
  });
  return [
    ...shared,
    ...own.map((type) => ({ groupId: 'INTEGRATIONS', objectTypeIds, inputFieldDefinitions: [], ...type })),
  ];
}

function inputOf(name: string): Body {
  return { fieldDefinitionType: 'SIMPLE', name, label: name, isRequired: true, type: 'string' };
}
