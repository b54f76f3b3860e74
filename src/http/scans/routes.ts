import { z } from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { Conflict, NotFound } from '../../kit/errors.ts';
import type { Actor } from '../../model/audit.ts';
import type { Tenant } from '../../model/inventory.ts';
import type { ScanView } from '../../model/scan-state.ts';
import { actorOf } from '../actor.ts';
import { Reply } from '../reply.ts';
import { type Route, route } from '../route.ts';
import { TenantPath } from '../schemas.ts';
import { isOver, scanEvents } from './events.ts';
import { presentScan } from './present.ts';
import { AskForScan, Asked, Scan, ScanPath, Scans } from './schema.ts';

export interface ScanDesk {
  /** Joins the one that is under way, or makes one for a worker to take. */
  ask(tenant: Tenant, kind: 'resync' | 'reassess', by: Actor): Promise<{ id: string; joined: boolean }>;
  list(tenant: Tenant): Promise<ScanView[]>;
  get(tenant: Tenant, id: string): Promise<ScanView | undefined>;
  /** False when it has ended. */
  cancel(tenant: Tenant, id: string, by: Actor): Promise<boolean>;
}

const tag = 'Scans';
const one = { path: '/tenants/{id}/scans/{scanId}', tag, params: ScanPath } as const;
const all = { path: '/tenants/{id}/scans', tag, params: TenantPath } as const;

export function scanRoutes({ scans, clock }: { scans: ScanDesk; clock: Clock }): Route[] {
  async function found(tenant: Tenant, id: string): Promise<ScanView> {
    const scan = await scans.get(tenant, id);
    if (!scan) {
      throw new NotFound('scan');
    }
    return scan;
  }

  return [
    route(
      {
        ...all,
        method: 'post',
        access: 'scan',
        summary: 'Scan now: ask the CRM again, or judge again what is stored',
        body: AskForScan,
        answer: Asked,
        status: 202,
      },
      ({ tenant, body: { kind }, principal }) => scans.ask(tenant, kind, actorOf(principal)),
    ),
    route(
      { ...all, method: 'get', access: 'read', summary: 'Scans, newest first', answer: Scans },
      async ({ tenant }) => ({
        data: (await scans.list(tenant)).map((scan) => presentScan(scan)),
      }),
    ),
    route(
      { ...one, method: 'get', access: 'read', summary: 'One scan, as it stands', answer: Scan },
      async ({ tenant, params: { scanId } }) => presentScan(await found(tenant, scanId)),
    ),
    route(
      {
        ...one,
        path: `${one.path}/events`,
        method: 'get',
        access: 'read',
        summary: 'Its progress as server-sent events, until it ends',
        answer: z.undefined(),
        types: ['text/event-stream'],
      },
      async ({ tenant, params: { scanId }, signal }) => {
        await found(tenant, scanId);
        const events = scanEvents({ scan: () => scans.get(tenant, scanId), clock, signal });
        // Not to be compressed, or it would be held back until there is enough.
        const headers = { 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' };
        return new Reply(events, { type: 'text/event-stream', headers });
      },
    ),
    route(
      {
        ...one,
        path: `${one.path}/cancel`,
        method: 'post',
        access: 'scan',
        summary: 'End it without a result',
        answer: Scan,
        status: 202,
      },
      async ({ tenant, params: { scanId }, principal }) => {
        const scan = await found(tenant, scanId);
        if (isOver(scan) || !(await scans.cancel(tenant, scanId, actorOf(principal)))) {
          throw new Conflict('This scan has ended.', 'Nothing to do.');
        }
        return presentScan(await found(tenant, scanId));
      },
    ),
  ];
}
