import type { Json } from './json.ts';

/** Who did something: a person, an API token, or the program by itself. */
export interface Actor {
  kind: 'user' | 'token' | 'system';
  id: string;
  name: string;
}

/** What the program does by itself, or at the command line of its machine. */
export const SYSTEM: Actor = { kind: 'system', id: 'ai-inventory', name: 'ai-inventory' };

/** What somebody did, for the audit log. Holds no secret and nothing of the CRM's contacts. */
export interface Act {
  actor: Actor;
  /** `noun.verb` in the past: `tenant.renamed`. */
  action: string;
  /** What it was done to: an id or a key. */
  target?: string;
  details?: { [name: string]: Json };
}

/** The chain of what concerns no tenant, or outlives one. No tenant can have this id. */
export const INSTALL_CHAIN = 'install';

/** One link: its hash covers everything before it through `previous`. */
export interface AuditEntry extends Act {
  /** A tenant's id, or `install`. */
  chain: string;
  /** From 1, without a gap. */
  seq: number;
  at: string;
  previous: string;
  hash: string;
}

/** How far a chain has come. Kept apart from its entries, so that a tail that was cut off is missed. */
export interface ChainHead {
  chain: string;
  seq: number;
  hash: string;
}
