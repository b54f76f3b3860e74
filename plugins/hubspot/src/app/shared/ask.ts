import { hubspot } from '@hubspot/ui-extensions';
import { SERVICE_URL } from './service-url.ts';
import { fields, list, text } from './shape.ts';

/** Why there is no answer. `refused`: HubSpot's signature was not taken, as after its own retry with the same one. */
export type Fault = 'timeout' | 'refused' | 'busy' | 'setup' | 'down';
export type Asked<T> = { ok: true; answer: T } | { ok: false; fault: Fault };

export interface Question {
  query?: Record<string, string>;
  method?: 'GET' | 'POST' | 'PUT';
  body?: Record<string, unknown>;
  timeoutMs?: number;
}

const TIMEOUT_MS = 8_000;
/** HubSpot ends the call itself; the card's own clock is for the case that it does not. */
const GRACE_MS = 1_000;

/** Asks the service through HubSpot, which signs the call and adds who asks. Never throws, always ends. */
export async function ask<T>(
  path: string,
  read: (body: unknown) => T | undefined,
  { query = {}, method = 'GET', body, timeoutMs = TIMEOUT_MS }: Question = {},
): Promise<Asked<T>> {
  const url = new URL(`/hubspot/card/${path}`, SERVICE_URL);
  url.search = new URLSearchParams(query).toString();
  const call = hubspot.fetch(url.href, { method, timeout: timeoutMs, ...(body && { body }) }).then(understand, missing);
  const answered = await firstOf(call, timeoutMs + GRACE_MS);
  if ('fault' in answered) {
    return { ok: false, fault: answered.fault };
  }
  const answer = read(answered.body);
  return answer === undefined ? { ok: false, fault: 'down' } : { ok: true, answer };
}

type Answered = { body: unknown } | { fault: Fault };

async function understand(response: Response): Promise<Answered> {
  const body: unknown = await response.json().catch(() => undefined);
  const { state, category, errors } = fields(body);
  if (response.ok && typeof state === 'string') {
    return { body };
  }
  const said = list(errors).map((error) => text(fields(error)['message']));
  return { fault: faultOf(statusWithin(body) ?? statusIn(said.join(' ')) ?? response.status, text(category)) };
}

function missing(error: unknown): Answered {
  const message = error instanceof Error ? error.message : text(error);
  return { fault: /time[d -]*out/i.test(message) ? 'timeout' : faultOf(statusIn(message) ?? 0, '') };
}

/** HubSpot wraps what the service refused: the status stands inside, the answer itself may be a 200. */
function statusWithin(body: unknown): number | undefined {
  const status = Number(list(fields(fields(body)['context'])['appServerStatusCode'])[0]);
  return status > 0 ? status : undefined;
}

function statusIn(message: string): number | undefined {
  const [, status] = /\bstatus (\d{3})\b/i.exec(message) ?? [];
  return status === undefined ? undefined : Number(status);
}

function faultOf(status: number, category: string): Fault {
  if (category === 'VALIDATION_ERROR') {
    return 'setup';
  }
  switch (status) {
    case 401:
    case 403:
      return 'refused';
    case 408:
    case 504:
      return 'timeout';
    case 429:
      return 'busy';
    default:
      return 'down';
  }
}

async function firstOf(call: Promise<Answered>, ms: number): Promise<Answered> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Answered>((resolve) => {
    timer = setTimeout(() => {
      resolve({ fault: 'timeout' });
    }, ms);
  });
  return Promise.race([call, late]).finally(() => {
    clearTimeout(timer);
  });
}
