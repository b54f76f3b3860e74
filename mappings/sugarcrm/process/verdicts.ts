import type { Knowledge } from '#src/model/knowledge.ts';
import type { Context } from '#src/normalise/context.ts';
import { propertyId } from '#src/normalise/normalised.ts';
import type { Deed } from '#src/normalise/references.ts';
import { standardModule } from '../modules.ts';

/** A value that a process gives to a field. */
export interface Setting {
  module: string;
  field: string;
  value?: string | undefined;
}

/** Who works on the record: its owner and its teams. */
const OWNER = /^(assigned_user(_id|_name)?|team_(id|set_id|name|count)|owner(_id)?|user_id)$/;
const PRICE = /(^|_)(prices?|discount|premium|rate|fee|tariff|surcharge)(_|$)/;
const LIMIT = /(^|_)(credit_limit|credit_line|max_credit|deposit)(_|$)/;
/** Sugar's own words for a lead that nobody follows up any more. */
const DROPPED = /^(dead|recycled)$/i;
const TRUE = /^(true|1|yes|on)$/i;

/** What it does to somebody when a process sets this field by itself; nothing is said of records that are no persons. */
export function verdictIn(
  { module, field, value }: Setting,
  context: Pick<Context, 'properties'>,
  knowledge: Pick<Knowledge, 'phrases'>,
): Pick<Deed, 'role' | 'effect'> {
  if (OWNER.test(field)) {
    return { role: 'assign' };
  }
  if (PRICE.test(field)) {
    return { role: 'decide', effect: 'price' };
  }
  const kind = standardModule(module)?.subjectKind ?? 'natural-person';
  const label = context.properties.get(propertyId(module, field))?.label ?? field;
  const told = TRUE.test(value ?? '') ? label.replaceAll('_', ' ') : (value ?? '').replaceAll('_', ' ');
  const decides = DROPPED.test(value ?? '') || saysDecision(told, knowledge);
  return (decides || LIMIT.test(field)) && !['none', 'company'].includes(kind)
    ? { role: 'decide' }
    : { role: 'set-property' };
}

/** A few values (a status, a stage) are set by thousands of processes: each is read once. */
const READ = new WeakMap<Knowledge['phrases'], Map<string, boolean>>();
const MAX_READ = 2_000;

function saysDecision(text: string, { phrases }: Pick<Knowledge, 'phrases'>): boolean {
  const read = READ.get(phrases) ?? new Map<string, boolean>();
  READ.set(phrases, read.size < MAX_READ ? read : new Map());
  const known = read.get(text);
  if (known !== undefined) {
    return known;
  }
  const says = phrases('purposes', text).some(({ value }) => value === 'output:decision' || value === 'output:rank');
  read.set(text, says);
  return says;
}
