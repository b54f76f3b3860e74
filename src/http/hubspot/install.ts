import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Identity, SignedInPerson } from '../../identity/identity.ts';
import { AppError, AuthFailed } from '../../kit/errors.ts';
import type { Tenant } from '../../model/inventory.ts';
import { languageOf } from '../language.ts';
import { type Fault, faultPage, pageHeaders, PATHS } from '../sign-in/frame.ts';
import { visitOf } from '../visit.ts';

type Person = Pick<SignedInPerson, 'sessionId' | 'principal'>;

/** The installation of the operator's app in a HubSpot account. */
export interface HubSpotInstall {
  /** Where the browser must go. Throws `Forbidden` when somebody may connect nothing. */
  begin(person: Person): Promise<string>;
  /** What HubSpot sent the browser back with. Throws `Conflict` for a state that is not of this session. */
  finish(answer: { code: string; state: string }, person: Person): Promise<Tenant>;
  /** Gives the consent back, as far as HubSpot still knows it. */
  revoke(tenant: Tenant): Promise<void>;
}

const Answer = z.object({ code: z.string().min(1).max(2_000), state: z.string().min(1).max(200) });

/** Pages for a browser: each ends in a redirect, or in a page that says what is wrong. */
export function installPages(identity: Pick<Identity, 'personOf'>, install: HubSpotInstall): Router {
  const router = Router();

  router.get(PATHS.install, pageHeaders, async (req, res) => {
    const person = await signedIn(req, res);
    if (person) {
      await orFault(req, res, async () => res.redirect(303, await install.begin(person)));
    }
  });

  router.get('/hubspot/oauth/callback', pageHeaders, async (req, res) => {
    const person = await signedIn(req, res);
    const answer = Answer.safeParse(req.query);
    if (!person) {
      return;
    }
    if (!answer.success) {
      refuse(req, res, req.query['error'] === undefined ? 'consentStale' : 'consentDenied', 400);
      return;
    }
    await orFault(req, res, async () => {
      const { id } = await install.finish(answer.data, person);
      res.redirect(303, `/?connected=${encodeURIComponent(id)}`);
    });
  });

  /** Sends who is not to the sign-in; an installation that waits there is begun again afterwards. */
  async function signedIn(req: Request, res: Response): Promise<SignedInPerson | undefined> {
    const person = await identity.personOf(visitOf(req));
    if (!person) {
      res.redirect(303, `${PATHS.signIn}?next=${encodeURIComponent(PATHS.install)}`);
    }
    return person;
  }

  return router;
}

async function orFault(req: Request, res: Response, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const [fault, status] = faultOf(error);
    refuse(req, res, fault, status);
  }
}

/** Throws what is a fault of ours. */
function faultOf(error: unknown): [Fault, number] {
  if (!(error instanceof AppError)) {
    throw error;
  }
  if (error.code === 'CONFLICT' || error instanceof AuthFailed) {
    return ['consentStale', 409];
  }
  return error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND' ? ['consentRole', 403] : ['consentFailed', 502];
}

function refuse(req: Request, res: Response, fault: Fault, status: number): void {
  res.status(status).send(faultPage({ language: languageOf(req), fault, back: PATHS.install }));
}
