import type { Body } from '../../shared/body.ts';
import { pick, seededRandom } from '../../shared/random.ts';
import type { Rows } from '../../shared/rows.ts';
import { hashOf, uuidOf } from './ids.ts';
import type { Field } from './instance.ts';
import type { Population, World } from './world.ts';

const CREATED = Date.parse('2025-09-01T08:00:00.000Z');
const HOUR = 3_600_000;

export interface Shelf {
  rows: Rows<Body>;
  find(id: string): Body | undefined;
}

/** Written rows, each with what every record has. Throws for a key that is no field of the module. */
export function writtenRows(module: string, rows: readonly Body[], fields: ReadonlyMap<string, Field>): Shelf {
  const whole = rows.map((row, index) => {
    const unknown = Object.keys(row).find((key) => !fields.has(key) && !key.startsWith('_'));
    if (unknown !== undefined) throw new Error(`Records of ${module}: no field ${unknown}`);
    return { ...basicsOf(module, index), ...row };
  });
  return { rows: whole, find: (id) => whole.find((row) => row.id === id) };
}

function basicsOf(module: string, index: number): Body {
  const at = new Date(CREATED + index * HOUR).toISOString();
  return {
    id: uuidOf(module, index),
    name: '',
    date_entered: at,
    date_modified: at,
    deleted: false,
    created_by: '1',
    modified_user_id: '1',
    assigned_user_id: '1',
  };
}

/** Records that are made from numbers when they are read: the first `count` hold a field, the rest do not. */
export function countedRows(module: string, population: Population, { planted }: World, now: number): Shelf {
  const { total, filled } = population;
  const at = (index: number): Body | undefined => {
    if (index < 0 || index >= total) return undefined;
    const moment = new Date(now - (index % 24_000) * HOUR - HOUR).toISOString();
    const row: Body = {
      ...basicsOf(module, index),
      ...personalOf(planted.people[index % planted.people.length], module, index),
      date_modified: moment,
    };
    for (const [name, { count, values }] of Object.entries(filled)) {
      if (index < count) row[name] = valueAt(index, name, values);
    }
    return row;
  };
  return {
    rows: { length: total, at },
    find: (id) => {
      for (let index = 0; index < total; index++) if (uuidOf(module, index) === id) return at(index);
      return undefined;
    },
  };
}

function personalOf(person: World['planted']['people'][number] | undefined, module: string, index: number): Body {
  if (person === undefined) return { name: `${module} ${index + 1}` };
  const [first, ...rest] = person.name.split(' ');
  return {
    name: person.name,
    first_name: first,
    last_name: rest.join(' '),
    email1: person.email,
    assigned_user_name: person.name,
    description: `${person.name} <${person.email}>`,
  };
}

/** Decimals are texts. */
function valueAt(index: number, name: string, values: readonly (string | number | boolean)[] | undefined): unknown {
  const random = seededRandom(Number.parseInt(hashOf(name).slice(0, 6), 16) + index);
  return values === undefined ? (random() * 10).toFixed(2) : pick(random, values);
}
