import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../model/audit.ts';
import type { Database } from '../schema.ts';
import { canonical } from '../text.ts';

type Row = Database['audit_log'];

/** Of everything an entry says, with its place and the hash before it, as canonical JSON. */
export function hashOf({ hash: _, ...said }: AuditEntry): string {
  return createHash('sha256').update(canonical(said)).digest('hex');
}

export function rowOf({ chain, seq, at, actor, action, target, details, previous, hash }: AuditEntry): Row {
  const said = { actor: canonical(actor), action, target: target ?? null, details: canonical(details ?? {}) };
  return { tenant_id: chain, seq, at, ...said, previous, hash };
}

export function entryOf({ tenant_id, seq, at, actor, action, target, details, previous, hash }: Row): AuditEntry {
  return {
    chain: tenant_id,
    seq,
    at,
    actor: parsed(actor) as AuditEntry['actor'],
    action,
    ...(target !== null && { target }),
    details: parsed(details) as NonNullable<AuditEntry['details']>,
    previous,
    hash,
  };
}

/** What somebody wrote over an entry need not be JSON: it is shown as it is, and its hash does not fit. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
