import type { ObjectType } from './portal.ts';
import type { World } from './world.ts';

const read = (name: string) => [`crm.objects.${name}.read`];
const schema = (name: string) => [`crm.schemas.${name}.read`];

function standard(
  id: string,
  name: string,
  singular: string,
  readScopes = read(name),
  schemaScopes = schema(name),
): ObjectType {
  return { id, name, aliases: [singular], readScopes, schemaScopes };
}

/** Activities are read with the scope for contacts. */
const activity = (id: string, name: string, singular: string) =>
  standard(id, name, singular, read('contacts'), schema('contacts'));

const STANDARD: readonly ObjectType[] = [
  standard('0-1', 'contacts', 'contact'),
  standard('0-2', 'companies', 'company'),
  standard('0-3', 'deals', 'deal'),
  standard('0-5', 'tickets', 'ticket', ['tickets'], ['crm.schemas.tickets.read']),
  standard('0-136', 'leads', 'lead'),
  standard('0-7', 'products', 'product', ['e-commerce', ...read('products')]),
  standard('0-8', 'line_items', 'line_item'),
  standard('0-14', 'quotes', 'quote'),
  standard('0-19', 'feedback_submissions', 'feedback_submission'),
  standard('0-162', 'services', 'service'),
  standard('0-410', 'courses', 'course'),
  standard('0-420', 'listings', 'listing'),
  standard('0-421', 'appointments', 'appointment'),
  activity('0-27', 'tasks', 'task'),
  activity('0-46', 'notes', 'note'),
  activity('0-47', 'meetings', 'meeting'),
  activity('0-48', 'calls', 'call'),
  activity('0-49', 'emails', 'email'),
];

/** Finds a type by its number, its name, or what else a path may call it. */
export function objectTypesOf({
  objects,
  account,
}: Pick<World, 'objects' | 'account'>): (name: string) => ObjectType | undefined {
  const custom = objects.map(({ id, name }): ObjectType => ({
    id,
    name: 'custom',
    aliases: [name, `p${account.portalId}_${name}`],
    readScopes: read('custom'),
    schemaScopes: schema('custom'),
  }));
  const byName = new Map<string, ObjectType>();
  for (const type of [...STANDARD, ...custom]) {
    for (const name of [type.id, ...type.aliases]) byName.set(name, type);
    if (type.name !== 'custom') byName.set(type.name, type);
  }
  return (name) => byName.get(name.toLowerCase());
}

export const standardTypeIds = STANDARD.map(({ id }) => id);
