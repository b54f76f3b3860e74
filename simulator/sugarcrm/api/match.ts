import type { Instance } from '../instance/instance.ts';
import { noMethod } from './refusal.ts';
import type { Route } from './route.ts';

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** The route of a path, the most literal one when several fit. Throws the 404 `Refusal`. */
export function matchOf(
  routes: readonly Route[],
  method: string,
  segments: readonly string[],
  version: number,
  instance: Instance,
): Match {
  const candidates = routes.filter(
    ({ since = 0, until = Number.MAX_SAFE_INTEGER, ...route }) =>
      route.method === method && version >= since && version <= until && lengthOf(route) === segments.length,
  );
  if (candidates.length === 0) throw noMethod(`Could not find a route with ${segments.length} elements`);
  let best: (Match & { score: string }) | undefined;
  for (const route of candidates) {
    const match = fit(route, segments, instance);
    if (match !== undefined && (best === undefined || match.score > best.score)) best = match;
  }
  if (best === undefined) throw noMethod(`Could not find any route that accepted a path like: ${segments.join('/')}`);
  return best;
}

const lengthOf = ({ path }: Pick<Route, 'path'>) => path.split('/').length;

/** Scores compare as text, segment by segment: literal, then module, then anything. */
function fit(route: Route, segments: readonly string[], instance: Instance): (Match & { score: string }) | undefined {
  const params: Record<string, string> = {};
  let score = '';
  for (const [index, part] of route.path.split('/').entries()) {
    const segment = segments[index] ?? '';
    if (part === segment) score += '3';
    else if (part === '<module>' && instance.modules.has(segment)) score += '2';
    else if (part.startsWith(':')) score += '1';
    else return undefined;
    if (part === '<module>') params.module = segment;
    if (part.startsWith(':')) params[part.slice(1)] = segment;
  }
  return { route, params, score };
}
