import { badGateway, type ProxyAnswer, proxyRefusal } from './proxy-answer.ts';
import { type FetchOptions, type FetchRequest, MAX_BYTES, readFetch } from './fetch-request.ts';
import { hashed, type Signable, signV2, signV3 } from './signature.ts';

/** Who looks at the card, and where: HubSpot knows it, the card cannot say it. */
export interface Viewer {
  userId: string;
  userEmail: string;
  portalId: string;
}

export interface ProxyOptions {
  appId: number;
  clientSecret: string;
  now: () => number;
  /** Whether the escapes that HubSpot names are undone in what is hashed. Default: yes. */
  hashes?: 'decoded' | 'raw';
  /** The second try after a failure: with the first one's signature, or with one of its own. HubSpot does not say. */
  retries?: 'same' | 'anew';
}

/** Which address is signed: the public one, or the one that `local.json` of a developer maps it to. */
export type Signs = 'public' | 'found';

/** A request as it goes out: whoever holds one can send it as it is, later, again or changed. */
export interface SignedCall {
  /** Where it really goes: behind the public address there may be another one. */
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

const CONCURRENT = 20;

/** HubSpot's way from a card to the app's service: `hubspot.fetch` ends here. */
export class SigningProxy {
  readonly #options: ProxyOptions;
  readonly #permitted = new Map<string, { found: string; signs: Signs }>();
  readonly #open = new Map<string, number>();

  constructor(options: ProxyOptions) {
    this.#options = options;
  }

  /** `permittedUrls.fetch` of the app, and where that origin is found on this machine. */
  permit(origin: string, found: string = origin, signs: Signs = 'public'): void {
    this.#permitted.set(new URL(origin).origin, { found: new URL(found).origin, signs });
  }

  async fetch(viewer: Viewer, url: string, options: FetchOptions = {}): Promise<Response> {
    const { status, text } = await this.#answer(viewer, url, options);
    return new Response(text, { status, headers: { 'content-type': 'application/json' } });
  }

  /** What would be sent for it, signed now. Throws for what would not be sent. */
  sign(viewer: Viewer, url: string, options: FetchOptions = {}): SignedCall {
    const request = readFetch(url, options, new Set(this.#permitted.keys()));
    if ('refused' in request) throw new Error(request.text);
    return this.#signed(viewer, request);
  }

  async #answer(viewer: Viewer, url: string, options: FetchOptions): Promise<ProxyAnswer> {
    const request = readFetch(url, options, new Set(this.#permitted.keys()));
    if ('refused' in request) return request;
    const open = this.#open.get(viewer.portalId) ?? 0;
    // That there is a limit is known, how it is told is not.
    if (open >= CONCURRENT) return proxyRefusal(429, 'RATE_LIMITS', `More than ${CONCURRENT} calls at once`);
    this.#open.set(viewer.portalId, open + 1);
    try {
      return await this.#passOn(viewer, request);
    } finally {
      this.#open.set(viewer.portalId, (this.#open.get(viewer.portalId) ?? 1) - 1);
    }
  }

  async #passOn(viewer: Viewer, request: FetchRequest): Promise<ProxyAnswer> {
    const deadline = AbortSignal.timeout(request.timeout);
    const first = this.#signed(viewer, request);
    const answer = await tried(first, deadline);
    if (!isWorthAnotherTry(answer)) return answerOf(answer, request);
    const second = this.#options.retries === 'anew' ? this.#signed(viewer, request) : first;
    return answerOf(await tried(second, deadline), request);
  }

  #signed({ userId, userEmail, portalId }: Viewer, { url, method, body, authorization }: FetchRequest): SignedCall {
    const { appId, clientSecret, now, hashes = 'decoded' } = this.#options;
    const added = new URLSearchParams({ userId, portalId, userEmail, appId: String(appId) }).toString();
    // Added, not replaced: what the card wrote itself stays as it is, and may then stand there twice.
    const path = `${url.href.slice(url.origin.length)}${url.search === '' ? '?' : '&'}${added}`;
    const { found, signs } = this.#permitted.get(url.origin) ?? { found: url.origin, signs: 'public' };
    const uri = (signs === 'found' ? found : url.origin) + path;
    const timestamp = String(now());
    const plain: Signable = { method, uri, body, timestamp };
    return {
      url: found + path,
      method,
      body,
      headers: {
        ...(body !== '' && { 'content-type': 'application/json' }),
        ...(authorization !== undefined && { authorization }),
        'x-hubspot-signature': signV2(plain, clientSecret),
        'x-hubspot-signature-version': 'v2',
        'x-hubspot-signature-v3': signV3(hashes === 'raw' ? plain : { ...plain, uri: hashed(uri) }, clientSecret),
        'x-hubspot-request-timestamp': timestamp,
      },
    };
  }
}

/** Sends it as it is. Redirects are not followed. */
export function sendSigned({ url, method, headers, body }: SignedCall, signal?: AbortSignal): Promise<Response> {
  return fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body !== '' && { body }),
    ...(signal && { signal }),
  });
}

/** Nothing: there was no answer at all. */
type Tried = { status: number; text: string } | undefined;

async function tried(call: SignedCall, deadline: AbortSignal): Promise<Tried> {
  try {
    const response = await sendSigned(call, deadline);
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

const isWorthAnotherTry = (answer: Tried) => answer === undefined || answer.status >= 500;

function answerOf(answer: Tried, { url }: FetchRequest): ProxyAnswer {
  if (answer === undefined || answer.status < 200 || answer.status > 299) {
    return badGateway(url.href, answer?.status);
  }
  if (Buffer.byteLength(answer.text) > MAX_BYTES) {
    return proxyRefusal(400, 'VALIDATION_ERROR', 'The answer is larger than 1 MB');
  }
  return answer;
}
