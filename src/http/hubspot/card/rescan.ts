import { Conflict } from '#src/kit/errors.ts';
import type { Actor } from '#src/model/audit.ts';
import type { StreamReport } from '#src/model/coverage.ts';
import type { Tenant } from '#src/model/inventory.ts';
import type { ScanView } from '#src/model/scan-state.ts';
import type { CardStatus } from '#src/store/card-status.ts';
import type { HubSpotCaller } from '../signed.ts';
import type { Live } from './live.ts';
import { farOf } from './running.ts';
import type { ProgressAnswer, RescanAnswer } from './schema.ts';
import { isWhole } from './unread.ts';

export interface CardScans {
  /** Joins the one that is under way, or makes one. */
  ask(tenant: Tenant, kind: 'resync', by: Actor): Promise<{ id: string; joined: boolean }>;
  get(tenant: Tenant, id: string): Promise<ScanView | undefined>;
  coverageOf(tenant: Tenant, id: string): Promise<StreamReport[]>;
}

/** A person of the account, by HubSpot's number: no name and no address of hers is kept. */
export function actorOf({ portal, user }: HubSpotCaller): Actor {
  return { kind: 'user', id: `hubspot:${portal}:${user}`, name: `HubSpot user ${user}` };
}

/** Asks for a scan once HubSpot itself says that this user is a super admin of the account. */
export async function rescan(
  { scans, live }: { scans: CardScans; live: Live },
  { tenant }: CardStatus,
  caller: HubSpotCaller,
): Promise<RescanAnswer> {
  const isAdmin = await live.isSuperAdmin(tenant, caller.user);
  if (isAdmin !== true) {
    return { state: isAdmin === false ? 'not-allowed' : 'not-known' };
  }
  try {
    const { id, joined } = await scans.ask(tenant, 'resync', actorOf(caller));
    return { state: joined ? 'joined' : 'queued', scan: { id } };
  } catch (error) {
    if (error instanceof Conflict) {
      return { state: 'not-connected' };
    }
    throw error;
  }
}

export async function progressOf(
  scans: CardScans,
  { tenant }: CardStatus,
  id: string | undefined,
): Promise<ProgressAnswer> {
  const scan = id === undefined ? undefined : await scans.get(tenant, id);
  if (!scan) {
    return { state: 'not-found' };
  }
  if (scan.state === 'queued' || scan.state === 'running') {
    return { state: 'running', ...farOf(scan.progress), complete: false };
  }
  const far = { done: null, total: null, requests: scan.requests, etaSeconds: null };
  const coverage = scan.state === 'done' ? await scans.coverageOf(tenant, scan.id) : [];
  return { state: scan.state, ...far, complete: coverage.length > 0 && coverage.every(isWhole) };
}
