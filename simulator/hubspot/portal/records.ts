import { pick, seededRandom } from '../../shared/random.ts';
import type { CrmRecord, HistoryEntry, RecordStore } from './portal.ts';
import type { Population, World } from './world.ts';

const FIRST_ID = 10_001;
const CREATED = Date.parse('2025-09-01T08:00:00.000Z');
const HOUR = 3_600_000;

/** The id of a record by its place: of the contact who writes in chats too. */
export const recordIdAt = (index: number): string => String(FIRST_ID + index);

type Person = World['planted']['people'][number];

/** Records that are made from numbers when they are read: the first `count` hold a property, the rest do not. */
export function recordsOf(population: Population | undefined, people: readonly Person[], seed: number): RecordStore {
  const length = population?.total ?? 0;
  return {
    length,
    at: (index) => (index >= 0 && index < length && population ? recordAt(index, population, people, seed) : undefined),
    indexOf: (id) => {
      const index = Number(id) - FIRST_ID;
      return Number.isInteger(index) && index >= 0 && index < length ? index : -1;
    },
  };
}

function recordAt(index: number, { filled }: Population, people: readonly Person[], seed: number): CrmRecord {
  const id = recordIdAt(index);
  const at = new Date(CREATED + index * HOUR).toISOString();
  const properties: Record<string, string> = {
    ...personalOf(people[index % people.length], index),
    hs_object_id: id,
    createdate: at,
    hs_lastmodifieddate: at,
    lastmodifieddate: at,
  };
  for (const [name, fill] of Object.entries(filled)) {
    if (index < fill.count) properties[name] = valueAt(index, name, 'values' in fill ? fill.values : undefined, seed);
  }
  return {
    id,
    createdAt: at,
    updatedAt: at,
    properties,
    historyOf: (name) => historyOf(name, properties[name], at, filled[name]),
  };
}

function personalOf(person: Person | undefined, index: number): Record<string, string> {
  if (person === undefined) return {};
  const [firstname = '', ...rest] = person.name.split(' ');
  return {
    firstname,
    lastname: rest.join(' '),
    email: person.email,
    name: person.name,
    subject: `${person.name} (${index})`,
    content: person.email,
  };
}

function valueAt(index: number, name: string, values: readonly string[] | undefined, seed: number): string {
  if (values === undefined) return (seededRandom(seed + index)() * 100).toFixed(2);
  return pick(seededRandom(seed + index + name.length), values);
}

function historyOf(
  name: string,
  value: string | undefined,
  timestamp: string,
  fill: Population['filled'][string] | undefined,
): HistoryEntry[] {
  if (value === undefined) return [];
  const source = fill !== undefined && 'source' in fill ? fill.source : undefined;
  const sourceId = fill !== undefined && 'sourceId' in fill ? fill.sourceId : undefined;
  return [
    { value, timestamp, sourceType: source ?? 'CRM_UI', sourceId: sourceId ?? `${name}-1`, updatedByUserId: null },
  ];
}
