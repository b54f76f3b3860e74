import type { Router } from 'express';
import { z } from 'zod';
import { controlRouter } from '../../shared/control.ts';
import type { Simulation } from '../simulation.ts';
import { FaultPlan, Faults } from './faults.ts';

const Changed = z.union([
  z.strictObject({ count: z.number().int().nonnegative() }),
  z.strictObject({ share: z.number().min(0).max(1) }),
]);

/** The usual controls, and the edits of a week. */
export function hubSpotControls(simulation: Simulation): Router {
  const router = controlRouter({
    stats: (world) => simulation.stats(world),
    reset: () => simulation.reset(),
    faults: () => simulation.faultPlan.faults,
    setFaults: (switches) => {
      simulation.faultPlan = new FaultPlan(Faults.parse(switches));
    },
  });
  router.post('/worlds/:name/changed', (request, response) => {
    const changed = Changed.safeParse(request.body);
    const portal = simulation.portalOf(request.params.name);
    if (portal === undefined || !changed.success) {
      response
        .status(400)
        .json({ error: portal === undefined ? 'No such world' : 'Give {"count": n} or {"share": 0.01}' });
      return;
    }
    const { listings } = portal.flows;
    const count = 'count' in changed.data ? changed.data.count : Math.round(listings.length * changed.data.share);
    portal.flows.change(count);
    response.json({ changed: count, flows: listings.length });
  });
  return router;
}
