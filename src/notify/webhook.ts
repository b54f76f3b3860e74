import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../kit/errors.ts';
import type { Json } from '../model/json.ts';
import { createTransport } from '../pull/transport/transport.ts';

export const SIGNATURE_HEADER = 'x-ai-inventory-signature';

/** How old a signed message may be for whoever checks it. */
const MAX_AGE_S = 300;

/** `t=…,v1=…`: HMAC-SHA256 over the time, a dot and the body as it is sent. */
export function signatureOf(secret: string, body: string, now: number): string {
  const t = Math.floor(now / 1000);
  return `t=${t},v1=${macOf(secret, t, body)}`;
}

/** As a receiver checks it: the signature fits and is not old. */
export function isSigned(secret: string, body: string, header: string, now: number): boolean {
  const [, time = '', mac = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  const wanted = Buffer.from(macOf(secret, Number(time), body));
  const given = Buffer.from(mac);
  return (
    given.length === wanted.length && timingSafeEqual(given, wanted) && Math.abs(now / 1000 - Number(time)) <= MAX_AGE_S
  );
}

function macOf(secret: string, t: number, body: string): string {
  return createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
}

export interface Sent {
  ok: boolean;
  /** False: it would be answered the same another time. */
  again: boolean;
  answer: string;
}

interface Post {
  url: string;
  secret: string;
  payload: Json;
  now: number;
  /** Hosts that may be called although private: OUTBOUND_ALLOW. */
  allow: readonly string[];
}

/** One try, to a public address over https unless an administrator allowed another; never follows a redirect. */
export async function postWebhook({ url, secret, payload, now, allow }: Post): Promise<Sent> {
  const transport = createTransport({
    outbound: { allow, share: 1 },
    limits: {},
    classify: () => ({ kind: 'final' }),
    maxTries: 1,
    maxBytes: 65_536,
    timeouts: { connectMs: 5_000, headersMs: 10_000, idleMs: 5_000, totalMs: 15_000 },
  });
  try {
    const headers = { [SIGNATURE_HEADER]: signatureOf(secret, JSON.stringify(payload), now) };
    const { status } = await transport.send({ method: 'POST', url, json: payload, headers, answer: 'bytes' });
    const ok = status >= 200 && status < 300;
    // 410: the receiver says that it is gone for good.
    return { ok, again: !ok && status !== 410, answer: `status ${status}` };
  } catch (error) {
    const isOurs = !(error instanceof AppError);
    return { ok: false, again: isOurs || error.retryable, answer: isOurs ? 'a fault of ours' : error.message };
  } finally {
    transport.close();
  }
}
