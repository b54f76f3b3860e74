import type { Body } from '../../shared/body.ts';
import { deniedFieldsOf, refusalOf } from '../instance/access.ts';
import type { Field, Module, User } from '../instance/instance.ts';

/** Always there, whatever was asked for. */
const ALWAYS = ['id', 'date_modified'];

/** A record as Sugar sends it. Fields that the user may not read are left out, and named in `_acl`. */
export function presentRecord(row: Body, module: Module, user: User, wanted: readonly string[]): Body {
  const fields = module.fields();
  const names = wanted.length === 0 ? [...fields.keys()] : [...ALWAYS, ...wanted];
  const body: Body = {};
  for (const name of names) {
    const field = fields.get(name);
    if (field === undefined || refusalOf(user, module, field) !== undefined) continue;
    body[name] = valueOf(row[name], field, user.offset);
  }
  return { ...body, locked_fields: [], _acl: { fields: deniedFieldsOf(user, module) }, _module: module.name };
}

function valueOf(value: unknown, { type }: Field, offset: string): unknown {
  if (value === undefined) return emptyOf(type);
  return type === 'datetime' && typeof value === 'string' ? inZone(value, offset) : value;
}

/** Nothing chosen is an empty text, no number is null. */
function emptyOf(type: string): unknown {
  if (type === 'bool') return false;
  if (type === 'tag') return [];
  return ['enum', 'varchar', 'relate', 'phone', 'url'].includes(type) ? '' : null;
}

/** The same moment on the user's clock: `2025-05-14T21:02:38+05:00`. */
export function inZone(moment: string, offset: string): string {
  const at = Date.parse(moment);
  if (Number.isNaN(at)) return moment;
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  const shift = (hours * 60 + minutes) * 60_000 * (offset.startsWith('-') ? -1 : 1);
  return new Date(at + shift).toISOString().slice(0, 19) + offset;
}
