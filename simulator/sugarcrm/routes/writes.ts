import { notAuthorized } from '../api/refusal.ts';
import type { Call, Route } from '../api/route.ts';

/** They exist, so that a program that tries is seen; nothing is ever changed. */
export const writeRoutes: Route[] = [
  { method: 'POST', path: '<module>', kind: 'write', answer: refuse },
  { method: 'PUT', path: '<module>/:id', kind: 'write', answer: refuse },
  { method: 'DELETE', path: '<module>/:id', kind: 'write', answer: refuse },
  { method: 'POST', path: '<module>/:id/link', kind: 'write', answer: refuse },
];

function refuse(_call: Call): never {
  throw notAuthorized();
}
