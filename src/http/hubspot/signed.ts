import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../../kit/clock.ts';
import { SignatureRefused } from '../../kit/errors.ts';
import type { Log } from '../../kit/log.ts';
import { bytesOf, hasBody, MAX_BYTES, parseJson } from '../body.ts';
import { isSigned, isTimely, macIn } from './signature.ts';

/** Who asks, by the parameters that HubSpot itself adds and signs. */
export interface HubSpotCaller {
  portal: string;
  user: string;
}

export interface SignedOptions {
  /** Of the operator's app. */
  secret: string;
  /** Where HubSpot calls us: what a proxy in front, or the header `Host`, says does not count. */
  publicUrl: string;
  /** True the first time, for all processes together. */
  seen: { isFirst(digest: string): Promise<boolean> };
  clock: Pick<Clock, 'now'>;
  log: Log;
  /** Begun for whom HubSpot signed, while it is looked up whether that was used before. Must not fail. */
  meanwhile?(caller: HubSpotCaller, res: Response): void;
}

/** For the operator's log only: whoever asks is told the same words whatever it is. */
type Refusal = 'headers' | 'time' | 'body' | 'signature' | 'caller' | 'replay';

const SIGNATURE = 'x-hubspot-signature-v3';
const TIMESTAMP = 'x-hubspot-request-timestamp';

/** Lets through what HubSpot signed, once; to be mounted before anything reads the body, which is JSON afterwards. */
export function signedByHubSpot(options: SignedOptions): RequestHandler {
  return async (req, res, next) => {
    const checked = await check(req, res, options);
    if (typeof checked === 'string') {
      options.log.info({ why: checked }, 'HubSpot signature refused');
      if (!req.complete) {
        // What is left of the body is not waited for.
        res.setHeader('connection', 'close');
      }
      throw new SignatureRefused();
    }
    res.locals[CALLER] = checked.caller;
    req.body = checked.body.length > 0 ? parseJson(checked.body) : undefined;
    next();
  };
}

const CALLER = 'hubspotCaller';

/** Throws where no signature was checked: then nobody is known. */
export function callerOf(res: Response): HubSpotCaller {
  const caller = res.locals[CALLER] as HubSpotCaller | undefined;
  if (!caller) {
    throw new SignatureRefused();
  }
  return caller;
}

/** What costs least comes first, and what is kept last: only HubSpot itself makes us keep anything. */
async function check(
  req: Request,
  res: Response,
  { secret, publicUrl, seen, clock, meanwhile }: SignedOptions,
): Promise<Refusal | { caller: HubSpotCaller; body: Buffer }> {
  const [signature, timestamp] = [only(req, SIGNATURE), only(req, TIMESTAMP)];
  const mac = macIn(signature ?? '');
  if (signature === undefined || timestamp === undefined || !mac) {
    return 'headers';
  }
  if (!isTimely(timestamp, clock.now())) {
    return 'time';
  }
  const body = await bodyOf(req);
  if (!body) {
    return 'body';
  }
  const uri = new URL(publicUrl).origin + req.originalUrl;
  if (!isSigned({ method: req.method, uri, signature, timestamp, body }, secret)) {
    return 'signature';
  }
  const caller = callerIn(req.originalUrl);
  if (!caller) {
    return 'caller';
  }
  meanwhile?.(caller, res);
  const digest = createHash('sha256').update(mac).digest('hex');
  return (await seen.isFirst(digest)) ? { caller, body } : 'replay';
}

/** A header that came twice is none. */
function only(req: Request, name: string): string | undefined {
  const values = req.headersDistinct[name];
  return values?.length === 1 ? values[0] : undefined;
}

async function bodyOf(req: Request): Promise<Buffer | undefined> {
  if (!hasBody(req)) {
    return Buffer.alloc(0);
  }
  return Number(req.headers['content-length'] ?? 0) > MAX_BYTES ? undefined : bytesOf(req).catch(() => undefined);
}

/**
 * A user can make HubSpot sign an address with a `portalId` of his choice in it; HubSpot then adds the true one.
 * So one that stands there twice names nobody.
 */
function callerIn(url: string): HubSpotCaller | undefined {
  const query = new URLSearchParams(/\?.*$/s.exec(url)?.[0]);
  const [portal, user] = ['portalId', 'userId'].map((name) => {
    const values = query.getAll(name);
    return values.length === 1 && /^\d{1,20}$/.test(values[0]!) ? values[0] : undefined;
  });
  return portal !== undefined && user !== undefined ? { portal, user } : undefined;
}
