import type { Router } from 'express';
import express from 'express';
import { z } from 'zod';
import type { Simulation } from '../simulation.ts';
import { FaultPlan, Faults } from './faults.ts';

const Changed = z.union([
  z.strictObject({ count: z.number().int().nonnegative() }),
  z.strictObject({ share: z.number().min(0).max(1) }),
]);

/** For a benchmark or a demo in another process: what the functions of `startHubSpot` do, over HTTP. */
export function controlRouter(simulation: Simulation): Router {
  const router = express.Router();
  router.use(express.json());
  router.get('/stats', (request, response) => {
    const { world } = request.query;
    response.json(simulation.stats(typeof world === 'string' ? world : undefined));
  });
  router.post('/reset', (_request, response) => {
    simulation.reset();
    response.json({});
  });
  router.get('/faults', (_request, response) => {
    response.json(simulation.faultPlan.faults);
  });
  router.post('/faults', (request, response) => {
    const faults = Faults.safeParse(request.body);
    if (faults.success) simulation.faultPlan = new FaultPlan(faults.data);
    response.status(faults.success ? 200 : 400).json(faults.success ? faults.data : { error: faults.error.issues });
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
