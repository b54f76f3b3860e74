import type { Request } from 'express';
import type { Visit } from '../identity/visit.ts';

/** What identity wants to know of a request. */
export function visitOf(request: Request): Visit {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) {
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
  }
  return { headers, address: request.ip };
}
