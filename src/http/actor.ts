import type { Actor } from '../model/audit.ts';
import type { Principal } from '../model/principal.ts';

/** A principal as the audit log names it. */
export function actorOf({ kind, id, name }: Principal): Actor {
  return { kind, id, name };
}
