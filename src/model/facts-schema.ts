import { z } from 'zod';
import type { Fact } from './fact.ts';
import { FACT_NAMES, FACTS, type FactName, type Facts } from './facts.ts';

/** The schema of one fact's bare value, as a catalogue entry, a declaration or an `assess` line gives it. */
export function factValueSchema(name: FactName): z.ZodType {
  let schema = SCHEMAS.get(name);
  if (!schema) {
    schema = makeValueSchema(name);
    SCHEMAS.set(name, schema);
  }
  return schema;
}

/** A schema costs more to make than to ask. */
const SCHEMAS = new Map<FactName, z.ZodType>();

function makeValueSchema(name: FactName): z.ZodType {
  const spec = FACTS[name];
  if (spec.type === 'boolean') {
    return z.boolean();
  }
  const item = spec.values ? z.enum(spec.values as unknown as [string, ...string[]]) : z.string();
  return spec.type === 'list' ? z.array(item) : item;
}

/** Bare values by fact name; an unknown name or value is refused with the allowed ones listed by zod. */
export const FactValues = z.strictObject(
  Object.fromEntries(FACT_NAMES.map((name) => [name, factValueSchema(name).optional()])),
);
export type FactValues = { [N in FactName]?: unknown };

/** Bare values become known facts of one basis. */
export function factsFrom(
  values: FactValues,
  basis: Extract<Fact<unknown>, { known: true }>['basis'],
  at: string,
): Facts {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, { known: true, value, basis, at }])) as Facts;
}
