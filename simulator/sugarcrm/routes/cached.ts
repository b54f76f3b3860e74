import { hashOf } from '../instance/ids.ts';
import type { Answer, Call } from '../api/route.ts';

/** A body with an ETag, or 304 when the client holds it already. */
export function cached(call: Call, body: unknown): Answer {
  return cachedAs(call, hashOf(JSON.stringify(body)), () => body);
}

/** The same when the tag is known before the body is made. */
export function cachedAs(call: Call, tag: string, make: () => unknown): Answer {
  const headers = { etag: `"${tag}"` };
  const held = (call.headers['if-none-match'] ?? '').replace(/^W\//, '');
  return held === headers.etag ? { status: 304, headers } : { status: 200, body: make(), headers };
}
