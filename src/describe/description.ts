import { z } from 'zod';
import { FACTS, FACT_NAMES, type FactName } from '../model/facts.ts';
import type { FactValues } from '../model/facts-schema.ts';
import { factValueSchema } from '../model/facts-schema.ts';

/** One feature described by hand: one line of `assess` (docs/interface.md). All but `id` may be absent. */
export interface Description {
  id: string;
  name?: string;
  description?: string;
  facts: FactValues;
}

const Line = z.strictObject({
  id: z.union([z.string().min(1).max(200), z.number()]).transform(String),
  name: z.string().optional(),
  description: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).default({}),
});

/** Reads one line; `error` says what is wrong with it and which names or values are allowed. */
export function readLine(line: string): Description | { id: string | null; error: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { id: null, error: 'This line is no JSON.' };
  }
  const parsed = Line.safeParse(json);
  if (!parsed.success) {
    return { id: idOf(json), error: z.prettifyError(parsed.error) };
  }
  const { id, name, description } = parsed.data;
  const facts = Object.fromEntries(
    Object.entries(parsed.data.facts).map(([fact, value]) => [fact, asMeant(fact, value)]),
  );
  const faults = Object.entries(facts).flatMap(([fact, value]) => faultOf(fact, value));
  if (faults.length > 0) {
    return { id, error: faults.join(' ') };
  }
  return { id, facts, ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
}

function idOf(json: unknown): string | null {
  const id = typeof json === 'object' && json !== null ? (json as { id?: unknown }).id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

/** Words of our own pages for a value. */
const ALSO: Record<string, string> = { 'biometricCategory politics': 'political-opinion' };

/** One value where a list is asked for is a list of one. */
function asMeant(name: string, value: unknown): unknown {
  const isList = Object.hasOwn(FACTS, name) && FACTS[name as FactName].type === 'list';
  const values = isList && typeof value === 'string' ? [value] : value;
  return Array.isArray(values) ? values.map((item) => ALSO[`${name} ${String(item)}`] ?? (item as unknown)) : values;
}

function faultOf(name: string, value: unknown): string[] {
  if (!Object.hasOwn(FACTS, name)) {
    return [`Unknown fact “${name.slice(0, 80)}”; the facts are: ${FACT_NAMES.join(', ')}.`];
  }
  if (factValueSchema(name as FactName).safeParse(value).success) {
    return [];
  }
  const { type, values } = FACTS[name as FactName] as { type: string; values?: readonly string[] | null };
  const allowed = type === 'boolean' ? 'true or false' : (values?.join(', ') ?? 'text');
  return [`${name}: ${type === 'list' ? 'a list of' : 'one of'} ${allowed}.`];
}
