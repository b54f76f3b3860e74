import type { NextFunction, Request, Response, Router } from 'express';
import express from 'express';
import { z } from 'zod';
import type { Portal } from '../portal/portal.ts';
import type { CardHost } from './card-host.ts';
import { FetchOptions } from './fetch-request.ts';

const Asked = z.object({
  world: z.string(),
  user: z.string().optional(),
  url: z.string(),
  options: FetchOptions.prefault({}),
});

/** `hubspot.fetch` for a page in a browser that shows a card: the page says who looks at it. */
export function cardRouter(
  host: CardHost,
  worlds: readonly string[],
  portalOf: (world: string) => Portal | undefined,
): Router {
  const router = express.Router();
  router.use(letAnyPage, express.json({ limit: '2mb' }));
  router.get('/viewers', (_request, response) => {
    response.json(worlds.flatMap((world) => viewersOf(world, portalOf(world))));
  });
  router.post('/fetch', async (request, response) => {
    const asked = Asked.safeParse(request.body);
    if (!asked.success) {
      response.status(400).json({ error: z.prettifyError(asked.error) });
      return;
    }
    const { world, user, url, options } = asked.data;
    const answer = await host.fetch({ world, ...(user !== undefined && { user }) }, url, options);
    response
      .status(answer.status)
      .type('json')
      .send(await answer.text());
  });
  return router;
}

function viewersOf(world: string, portal: Portal | undefined) {
  return (portal?.users ?? []).map(({ id, email, superAdmin }) => ({
    world,
    portalId: portal?.account.portalId,
    user: id,
    email,
    superAdmin,
  }));
}

/** The page comes from somewhere else on this machine. */
function letAnyPage(request: Request, response: Response, next: NextFunction): void {
  response.set({ 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' });
  if (request.method === 'OPTIONS') response.status(204).end();
  else next();
}
