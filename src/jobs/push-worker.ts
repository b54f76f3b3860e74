import { AuthFailed, type AppError } from '../kit/errors.ts';
import { SYSTEM } from '../model/audit.ts';
import type { Tenant } from '../model/inventory.ts';
import type { Store } from '../store/store.ts';
import type { Queue } from './queue.ts';

export interface PushJob {
  tenant: string;
}

export interface PushOptions {
  store: Store;
  /** Opens the account and tells its package; returns why not. */
  push(tenant: Tenant): Promise<AppError | undefined>;
}

/** Tells packages what changed without a scan: reassessments, declarations, decisions, and what failed before. */
export async function startPushWorker(options: PushOptions, queue: Pick<Queue, 'work'>): Promise<void> {
  await queue.work<PushJob>('push', ({ data }) => push(options, data));
}

/** The rows say who is to be told; the queue only sees to it that one worker does. */
export async function addOutdated({ store }: Pick<PushOptions, 'store'>, queue: Pick<Queue, 'add'>): Promise<void> {
  for (const tenant of await store.outdatedPushes({ limit: 100 })) {
    await queue.add('push', { tenant }, { key: tenant });
  }
}

export async function push({ store, push: tell }: PushOptions, job: PushJob): Promise<void> {
  const tenant = await store.tenant(job.tenant);
  // Somebody may have told it meanwhile, or begun to scan.
  const [outdated] = await store.outdatedPushes({ limit: 1, tenant: job.tenant });
  if (!tenant || outdated === undefined) {
    return;
  }
  const { connections } = store.of(tenant);
  const connection = await connections.read();
  const error = await tell(tenant);
  if (error instanceof AuthFailed) {
    await connections.breakOff(`${error.message} ${error.help}`, SYSTEM, connection?.changedAt);
  }
}
