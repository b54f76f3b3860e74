import { portalOf } from './build.ts';
import { loadWorld, parseWorld } from './load.ts';
import { measuredPortal } from './measured.ts';
import type { Portal } from './portal.ts';
import type { WorldSource } from './world.ts';

export interface Shelf {
  names: readonly string[];
  portalOf(name: string): Portal | undefined;
}

/** The accounts of one server. Throws when one of them does not exist. */
export function shelfOf(worlds: readonly (string | WorldSource)[], now: number): Shelf {
  const portals = new Map<string, Portal>();
  for (const world of worlds) {
    const portal = typeof world === 'string' ? portalNamed(world, now) : portalOf(parseWorld(world), now);
    portals.set(portal.name, portal);
  }
  return { names: [...portals.keys()], portalOf: (name) => portals.get(name) };
}

function portalNamed(name: string, now: number): Portal {
  const world = loadWorld(name);
  const portal = world === undefined ? measuredPortal(name, now) : portalOf(world, now);
  if (portal === undefined) throw new Error(`No world ${name}: neither a file nor of the form portal-1000`);
  return portal;
}
