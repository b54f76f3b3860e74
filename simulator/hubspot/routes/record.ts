import type { Body } from '../../shared/body.ts';
import type { CrmRecord, ObjectType } from '../portal/portal.ts';

/** What comes along unasked: names and addresses too, so that a careless client is found out. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  contacts: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
  companies: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
  deals: [
    'amount',
    'closedate',
    'createdate',
    'dealname',
    'dealstage',
    'hs_lastmodifieddate',
    'hs_object_id',
    'pipeline',
  ],
  tickets: [
    'content',
    'createdate',
    'hs_lastmodifieddate',
    'hs_object_id',
    'hs_pipeline',
    'hs_pipeline_stage',
    'hs_ticket_category',
    'hs_ticket_priority',
    'subject',
  ],
};
const OTHERS = ['createdate', 'hs_lastmodifieddate', 'hs_object_id'];

export function presentRecord(
  record: CrmRecord,
  type: ObjectType,
  properties: readonly string[],
  withHistory: readonly string[],
): Body {
  const values: Record<string, string | null> = {};
  const asked = properties.length > 0 ? ['createdate', 'hs_object_id', ...properties] : (DEFAULTS[type.name] ?? OTHERS);
  for (const name of [...asked, ...withHistory]) values[name] = record.properties[name] ?? null;
  const history = withHistory.map((name) => [name, record.historyOf(name)] as const);
  return {
    id: record.id,
    properties: values,
    propertiesWithHistory: withHistory.length > 0 ? Object.fromEntries(history) : undefined,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    archived: false,
  };
}
