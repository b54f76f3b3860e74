import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { CardStatus } from '#src/store/card-status.ts';
import { callerOf } from '../signed.ts';
import { cardFeatures, type FeaturesDeps } from './features.ts';
import { AboutRecords } from './schema.ts';
import { sendCard } from './send.ts';

export interface CardDeps extends FeaturesDeps {
  /** Lets through what HubSpot signed. */
  signed: RequestHandler;
  status(portal: string): Promise<CardStatus | undefined>;
}

/** What HubSpot's own pages ask us. Whose account it is comes from the signed parameters alone. */
export function cardRoutes(deps: CardDeps): Router {
  const router = Router({ caseSensitive: true });
  const features = cardFeatures(deps);
  const statusOf = (res: Response) => deps.status(callerOf(res).portal);

  router.use(deps.signed);
  router.get('/features', named('features'), async (req, res) => {
    sendCard(req, res, await features(await statusOf(res), AboutRecords.parse(queryOf(req))));
  });
  return router;
}

/** The name under which a call is logged and counted. */
function named(name: string): RequestHandler {
  return (_req, res, next) => {
    res.locals['route'] = `/hubspot/card/${name}`;
    next();
  };
}

/** A parameter that came twice is none. */
function queryOf(req: Request): Record<string, unknown> {
  return Object.fromEntries(Object.entries(req.query).filter(([, value]) => typeof value === 'string'));
}
