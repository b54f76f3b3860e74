import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AUTH_PATH } from '../../identity/auth-options.ts';
import type { Identity } from '../../identity/identity.ts';
import type { Joining } from '../../identity/people.ts';
import type { SignedIn } from '../../identity/sign-in.ts';
import { isFromOurPage, ownPath } from '../../identity/visit.ts';
import { AppError, Forbidden } from '../../kit/errors.ts';
import { formBody } from '../body.ts';
import { languageOf } from '../language.ts';
import { visitOf } from '../visit.ts';
import { type Fault, faultPage, onwardPage, pageHeaders, PATHS } from './frame.ts';
import { codePage, linkPage, signInPage, startPage } from './pages.ts';
import { STYLE } from './style.ts';

const text = (max: number) => z.string().max(max).catch('');
const SignInForm = z.object({ email: text(320), password: text(5_000), next: text(2_000) });
const CodeForm = z.object({ code: text(100), recovery: text(1), next: text(2_000) });
const LinkForm = z.object({
  token: text(200),
  name: text(200).transform((name) => name.trim()),
  email: text(320).transform((email) => email.trim()),
  password: text(5_000),
  with: text(10),
});

type Pages = Pick<Identity, 'signIn' | 'people' | 'personOf' | 'publicUrl'>;

/** The pages of who is not signed in yet: readable without a script, in the browser's language. */
export function signInPages(identity: Pages): Router {
  const { signIn, people, publicUrl } = identity;
  const { hasOidc } = signIn;
  const router = Router();
  const get = (path: string, handler: (req: Request, res: Response) => Promise<void>) => {
    router.get(path, pageHeaders, handler);
  };
  const post = (path: string, handler: (req: Request, res: Response) => Promise<void>) => {
    router.post(path, pageHeaders, formBody, async (req, res) => {
      if (!isFromOurPage(visitOf(req), publicUrl)) {
        throw new Forbidden('The form was not on a page of this service.', 'Open the service at its own address.');
      }
      await handler(req, res);
    });
  };

  router.get(PATHS.style, (_req, res) => {
    res.type('css').setHeader('cache-control', 'public, max-age=3600').send(STYLE);
  });

  // Where the cards in the CRMs point to; until there is a dashboard, the start page is what there is.
  router.get('/tenants/{*rest}', (_req, res) => {
    res.redirect(303, '/');
  });

  get(PATHS.signIn, async (req, res) => {
    const next = ownPath(req.query['next']);
    if (await identity.personOf(visitOf(req))) {
      res.redirect(303, next);
      return;
    }
    const fault = req.query['error'] === undefined ? undefined : 'provider';
    res.send(signInPage({ language: languageOf(req), fault, next, hasOidc }));
  });

  post(PATHS.signIn, async (req, res) => {
    const { email, password, next } = SignInForm.parse(req.body);
    try {
      goOn(req, res, await signIn.withPassword(email, password, visitOf(req)), ownPath(next));
    } catch (error) {
      const fault = faultIn(error, res);
      res.send(signInPage({ language: languageOf(req), fault, next: ownPath(next), email, hasOidc }));
    }
  });

  get(PATHS.code, async (req, res) => {
    const next = ownPath(req.query['next']);
    res.send(codePage({ language: languageOf(req), next, isRecovery: req.query['recovery'] === '1' }));
  });

  post(PATHS.code, async (req, res) => {
    const { code, recovery, next } = CodeForm.parse(req.body);
    const isRecovery = recovery === '1';
    try {
      goOn(req, res, await signIn.withSecondFactor({ code, isRecoveryCode: isRecovery }, visitOf(req)), ownPath(next));
    } catch (error) {
      const fault = faultIn(error, res);
      res.send(codePage({ language: languageOf(req), fault, next: ownPath(next), isRecovery }));
    }
  });

  if (hasOidc) {
    get(PATHS.oidc, async (req, res) => {
      const { url, cookies } = await signIn.startOidc(req.query['next'], visitOf(req));
      res.append('set-cookie', cookies).redirect(303, url);
    });
    get(`${AUTH_PATH}/callback/oidc`, async (req, res) => {
      const query = new URL(req.originalUrl, publicUrl).search.slice(1);
      const { location, cookies } = await signIn.finishOidc(query, visitOf(req));
      res.append('set-cookie', cookies).redirect(303, location);
    });
  }

  post(PATHS.signOut, async (req, res) => {
    res.append('set-cookie', await signIn.out(visitOf(req))).redirect(303, PATHS.signIn);
  });

  get(PATHS.invitation, async (req, res) => {
    const token = text(200).parse(req.query['token']);
    const { kind, email } = await people.opened(token);
    res.send(linkPage({ language: languageOf(req), token, kind, email, hasOidc }));
  });

  post(PATHS.invitation, async (req, res) => {
    const { token, password, with: way, ...typed } = LinkForm.parse(req.body);
    const { kind, email } = await people.opened(token);
    const isWithOidc = way === 'oidc' && hasOidc && kind === 'invitation';
    try {
      const joining = joiningOf(kind, typed, isWithOidc ? undefined : password, email);
      await people.accept(token, joining);
      if (isWithOidc) {
        res.send(onwardPage({ language: languageOf(req), to: PATHS.oidc }));
        return;
      }
      goOn(req, res, await signIn.withPassword(email ?? typed.email, password, visitOf(req)), '/');
    } catch (error) {
      const fault = faultIn(error, res);
      res.send(linkPage({ language: languageOf(req), fault, token, kind, email, typed, hasOidc }));
    }
  });

  get('/', async (req, res) => {
    const person = await identity.personOf(visitOf(req));
    if (!person) {
      res.redirect(303, PATHS.signIn);
      return;
    }
    res.append('set-cookie', person.cookies);
    const isConnected = req.query['connected'] !== undefined;
    res.send(startPage({ language: languageOf(req), name: person.principal.name, isConnected }));
  });

  router.use(faultPages);
  return router;
}

/** Throws what the form lacks; browsers check it before, other clients do not. */
function joiningOf(
  kind: string,
  { name, email }: { name: string; email: string },
  password: string | undefined,
  invited: string | undefined,
): Joining {
  if (kind === 'reset') {
    return { name: '', password: password ?? '' };
  }
  const address = z.email().safeParse(invited ?? email);
  if (name === '' || !address.success) {
    throw new AppError('INPUT_INVALID', 'A field is empty.', { help: 'Fill in every field.' });
  }
  return { name, ...(invited === undefined && { email }), ...(password !== undefined && { password }) };
}

function goOn(req: Request, res: Response, { cookies, needsSecondFactor }: SignedIn, next: string): void {
  const code = `${PATHS.code}?next=${encodeURIComponent(next)}`;
  res.append('set-cookie', cookies);
  if (!needsSecondFactor && next.startsWith(PATHS.install)) {
    res.send(onwardPage({ language: languageOf(req), to: next }));
    return;
  }
  res.redirect(303, needsSecondFactor ? code : next);
}

const FAULTS: Record<string, { fault: Fault; status: number }> = {
  SIGN_IN_REFUSED: { fault: 'refused', status: 401 },
  TOO_MANY_REQUESTS: { fault: 'tooMany', status: 429 },
  FORBIDDEN: { fault: 'elsewhere', status: 403 },
  LINK_USED_UP: { fault: 'linkGone', status: 410 },
  CONFLICT: { fault: 'taken', status: 409 },
  VENDOR_UNAVAILABLE: { fault: 'providerAway', status: 502 },
  INPUT_INVALID: { fault: 'incomplete', status: 400 },
};

/** Sets the status; throws what is no fault of the one who signs in. */
function faultIn(error: unknown, res: Response): Fault {
  const known = error instanceof AppError ? FAULTS[error.code] : undefined;
  if (!known) {
    throw error;
  }
  res.status(known.status);
  return known.fault;
}

const faultPages: ErrorRequestHandler = (error: unknown, req, res, next) => {
  const known = error instanceof AppError ? FAULTS[error.code] : undefined;
  if (!known || res.headersSent) {
    next(error);
    return;
  }
  res.status(known.status).send(faultPage({ language: languageOf(req), fault: known.fault }));
};
