import { redactPath } from '../../redact/redact-url.ts';
import type { HttpResponse, Prepared } from './http.ts';

/** `GET api.example.com/path` for messages: no query, no credentials, no segment that looks like a secret. */
export function whereOf({ method, url }: Pick<Prepared, 'method' | 'url'>): string {
  return `${method} ${url.host}${redactPath(url.hostname, url.pathname)}`;
}

/** The same as an address, for counters. */
export function addressOf(url: URL): string {
  return url.origin + redactPath(url.hostname, url.pathname);
}

const CORRELATION = ['x-hubspot-correlation-id', 'x-correlation-id', 'x-request-id'];

/** The name under which the vendor's support finds the call. */
export function correlationOf({ headers }: Pick<HttpResponse, 'headers'>): string | undefined {
  const ids = CORRELATION.map((name) => headers[name] ?? '');
  return ids.find((id) => /^[\w-]{1,64}$/.test(id));
}
