import { randomUUID } from 'node:crypto';
import type { ScanDesk } from '../http/scans/routes.ts';
import type { Queue } from '../jobs/queue.ts';
import { Conflict } from '../kit/errors.ts';
import type { Store } from '../store/store.ts';

/** Scans that somebody asks for: the row in the table of scans is the request, the queue only wakes a worker. */
export function makeScanDesk(store: Store, queue: Pick<Queue, 'add'>, now: () => Date): ScanDesk {
  return {
    async ask(tenant, kind, by) {
      const own = store.of(tenant);
      if (kind === 'resync' && !(await own.connections.read())) {
        throw new Conflict('This account is not connected.', 'Send its credentials with PATCH first.');
      }
      const asked = await own.requests.add({ kind, id: randomUUID(), by: by.id, at: now().toISOString() });
      if (!asked.joined) {
        await own.audit.append({ actor: by, action: 'scan.requested', target: asked.id, details: { kind } });
        await queue.add('scan', { tenant: tenant.id, scan: asked.id }, { key: asked.id });
      }
      return { id: asked.id, joined: asked.joined };
    },
    list: (tenant) => store.of(tenant).scans.list(),
    get: (tenant, id) => store.of(tenant).scans.get(id),
    async cancel(tenant, id, by) {
      const own = store.of(tenant);
      const isCancelled = await own.leases.cancel(id, now().toISOString());
      if (isCancelled) {
        await own.audit.append({ actor: by, action: 'scan.cancelled', target: id });
      }
      return isCancelled;
    },
  };
}
