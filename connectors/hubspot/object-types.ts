import type { Kept } from '../../src/pull/connector.ts';

/** An object type as the API path names it, with the scopes that open its properties and its records. */
export interface ObjectType {
  name: string;
  schemaScopes: readonly string[];
  recordScopes: readonly string[];
}

const crm = (name: string): ObjectType => ({
  name,
  schemaScopes: [`crm.schemas.${name}.read`, `crm.objects.${name}.read`],
  recordScopes: [`crm.objects.${name}.read`],
});
const under = (name: string, scope: string): ObjectType => ({ name, schemaScopes: [scope], recordScopes: [scope] });

/** Activities have no scope of their own: HubSpot opens them with the contacts'. */
export const STANDARD_TYPES: readonly ObjectType[] = [
  crm('contacts'),
  crm('companies'),
  crm('deals'),
  under('tickets', 'tickets'),
  under('leads', 'crm.objects.leads.read'),
  under('calls', 'crm.objects.contacts.read'),
  under('meetings', 'crm.objects.contacts.read'),
];

const CUSTOM_ID = /^2-\d{1,20}$/;

/** The standard types that carry AI fields, then the account's own ones as last read. */
export async function objectTypes(kept: Kept): Promise<ObjectType[]> {
  const types = [...STANDARD_TYPES];
  for await (const asset of kept.assets('object-schema')) {
    if (CUSTOM_ID.test(asset.externalId)) {
      types.push({ ...crm('custom'), name: asset.externalId });
    }
  }
  return types;
}

/** The type of one record; a custom object goes by its id. Undefined for what no scope of ours opens. */
export function objectTypeNamed(name: string): ObjectType | undefined {
  return (
    STANDARD_TYPES.find((type) => type.name === name) ?? (CUSTOM_ID.test(name) ? { ...crm('custom'), name } : undefined)
  );
}
