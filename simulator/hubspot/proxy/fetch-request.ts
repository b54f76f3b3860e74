import { z } from 'zod';
import { proxyRefusal, type ProxyRefusal } from './proxy-answer.ts';

export const MAX_BYTES = 1_048_576;
const DEFAULT_TIMEOUT_MS = 15_000;
const MAX_TIMEOUT_MS = 120_000;

/** What a card may pass to `hubspot.fetch` beside the address. */
export const FetchOptions = z.object({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  timeout: z.number().int().positive().max(MAX_TIMEOUT_MS).default(DEFAULT_TIMEOUT_MS),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).default({}),
});
export type FetchOptions = z.input<typeof FetchOptions>;

export interface FetchRequest {
  method: string;
  url: URL;
  timeout: number;
  /** Empty: none is sent. */
  body: string;
  authorization: string | undefined;
}

/** Reads what a card asks for, or says why it is not passed on. */
export function readFetch(url: string, options: unknown, permitted: ReadonlySet<string>): FetchRequest | ProxyRefusal {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || !isPublic(address)) {
    return proxyRefusal(400, 'VALIDATION_ERROR', `Not an https address of a host with a full name: ${url}`);
  }
  if (!permitted.has(address.origin)) {
    return proxyRefusal(400, 'VALIDATION_ERROR', `${address.origin} is not among the permittedUrls of the app`);
  }
  const read = FetchOptions.safeParse(options);
  if (!read.success) {
    return proxyRefusal(400, 'VALIDATION_ERROR', z.prettifyError(read.error));
  }
  const { method, timeout, headers, body } = read.data;
  const names = Object.keys(headers);
  if (names.length > 1 || names.some((name) => name.toLowerCase() !== 'authorization')) {
    return proxyRefusal(400, 'VALIDATION_ERROR', ONLY_AUTHORIZATION);
  }
  const text = body === undefined || method === 'GET' ? '' : JSON.stringify(body);
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return proxyRefusal(400, 'VALIDATION_ERROR', 'The body is larger than 1 MB');
  }
  address.hash = '';
  return { method, url: address, timeout, body: text, authorization: Object.values(headers)[0] };
}

const ONLY_AUTHORIZATION =
  "Invalid Request Headers provided. Only 'Authorization' header is allowed from hubspot.fetch()";

function isPublic({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' && /^(?:[a-z\d-]+\.)+[a-z][a-z\d-]+$/.test(hostname);
}
