import type { Router } from 'express';
import express from 'express';
import { z } from 'zod';

/** What can be steered in a running simulator from another process. */
export interface Controls {
  stats(world: string | undefined): unknown;
  reset(): void;
  faults(): unknown;
  /** Throws a `ZodError` for switches that do not exist. */
  setFaults(switches: unknown): void;
}

/** For a benchmark or a demo in another process: what the functions of a started simulator do, over HTTP. */
export function controlRouter(controls: Controls): Router {
  const router = express.Router();
  router.use(express.json());
  router.get('/stats', (request, response) => {
    const { world } = request.query;
    response.json(controls.stats(typeof world === 'string' ? world : undefined));
  });
  router.post('/reset', (_request, response) => {
    controls.reset();
    response.json({});
  });
  router.get('/faults', (_request, response) => {
    response.json(controls.faults());
  });
  router.post('/faults', (request, response) => {
    try {
      controls.setFaults(request.body);
      response.json(controls.faults());
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      response.status(400).json({ error: error.issues });
    }
  });
  return router;
}
