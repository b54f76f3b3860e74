import type { Body } from '../../shared/body.ts';
import type { Rows } from '../../shared/rows.ts';
import { type Field, isLicensed, type Module, type User } from './instance.ts';

/** Whether somebody may list a module at all. */
export function mayRead(user: User, module: Module): boolean {
  if (!isLicensed(module.licence, user.licences) || user.deniedModules.includes(module.name)) return false;
  if (user.admin || module.access === 'user') return true;
  return module.access === 'developer' && user.developerOf.length > 0;
}

/** Why a field may not be read, or nothing. */
export function refusalOf(user: User, module: Module, field: Field): 'licence' | 'acl' | undefined {
  if (!isLicensed(field.licence, user.licences)) return 'licence';
  const isDenied = !user.admin && user.deniedFields[module.name]?.includes(field.name);
  return isDenied ? 'acl' : undefined;
}

export function mayDevelop(user: User, target: string): boolean {
  return user.admin || user.developerOf.includes(target);
}

/** Set on a row in a world: what no role but the administrator's shows. */
export const HIDDEN = '_hidden';

export function maySee(user: User, module: Module, row: Body): boolean {
  if (user.admin) return true;
  if (row[HIDDEN] === true) return false;
  return module.target === undefined || mayDevelop(user, String(row[module.target]));
}

/** The rows that somebody sees; no copy is made for an administrator. */
export function rowsFor(user: User, module: Module): Rows<Body> {
  if (user.admin) return module.rows;
  const seen: Body[] = [];
  for (let index = 0; index < module.rows.length; index++) {
    const row = module.rows.at(index);
    if (row !== undefined && maySee(user, module, row)) seen.push(row);
  }
  return seen;
}

/** What an ACL block says of a module's fields: only what is denied. */
export function deniedFieldsOf(user: User, module: Module): Body {
  const denied: Body = {};
  for (const field of module.fields().values()) {
    const reason = refusalOf(user, module, field);
    if (reason === undefined) continue;
    denied[field.name] = { read: 'no', write: 'no', create: 'no', ...(reason === 'licence' && { license: 'no' }) };
  }
  return denied;
}
