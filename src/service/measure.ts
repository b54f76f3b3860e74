import type { Measured } from '../http/metrics.ts';
import type { Queue } from '../jobs/queue.ts';
import { SCAN_STATES } from '../model/scan-state.ts';
import { TIERS } from '../model/assessment.ts';
import type { Store } from '../store/store.ts';

/** What is looked up when somebody asks for the metrics. A value that is 0 is said too, or it could not be watched. */
export async function measure(store: Pick<Store, 'figures'>, queue: Pick<Queue, 'dead'>): Promise<Measured[]> {
  const { scans, features, connections } = await store.figures();
  const dead = await queue.dead();
  return [
    {
      name: 'scans',
      help: 'Scans by state; those queued are what workers have before them',
      values: SCAN_STATES.map((state) => ({ labels: { state }, value: scans[state] ?? 0 })),
    },
    {
      name: 'features',
      help: 'AI features that stand, by tier',
      values: TIERS.map((tier) => ({ labels: { tier }, value: features[tier] ?? 0 })),
    },
    {
      name: 'connections',
      help: 'Connected accounts; reconnect: their credentials are refused',
      values: ['ok', 'reconnect'].map((state) => ({ labels: { state }, value: connections[state] ?? 0 })),
    },
    { name: 'dead_jobs', help: 'Jobs that were given up', values: [{ value: dead.length }] },
  ];
}
