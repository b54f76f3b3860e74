import type { Portal } from '../portal/portal.ts';
import type { FetchOptions } from './fetch-request.ts';
import type { SignedCall, SigningProxy, Signs, Viewer } from './signing-proxy.ts';

/** Somebody who looks at a record of a world. */
export interface Onlooker {
  world: string;
  /** An id of `users`; absent: the first one. */
  user?: string;
}

/** What a HubSpot page gives to the cards on it. */
export interface CardHost {
  /** Lets the app's cards call an origin; `found`: where that is on this machine. */
  permit(origin: string, found?: string, signs?: Signs): void;
  /** `hubspot.fetch` of a card that this person looks at. */
  fetch(onlooker: Onlooker, url: string, options?: FetchOptions): Promise<Response>;
  /** The request that would go out for it, for whoever wants to keep it, change it or send it twice. */
  sign(onlooker: Onlooker, url: string, options?: FetchOptions): SignedCall;
}

export function cardHostOf(proxy: SigningProxy, portalOf: (world: string) => Portal | undefined): CardHost {
  const viewer = (onlooker: Onlooker) => viewerOf(onlooker, portalOf(onlooker.world));
  return {
    permit: (origin, found, signs) => proxy.permit(origin, found, signs),
    fetch: async (onlooker, url, options) => proxy.fetch(viewer(onlooker), url, options),
    sign: (onlooker, url, options) => proxy.sign(viewer(onlooker), url, options),
  };
}

/** Throws for a world or a person that does not exist: a page has no such viewer. */
function viewerOf({ world, user }: Onlooker, portal: Portal | undefined): Viewer {
  const found = portal?.users.find(({ id }) => user === undefined || id === user);
  if (portal === undefined || found === undefined) throw new Error(`Nobody ${String(user)} in a world ${world}`);
  return { userId: String(found.id), userEmail: String(found.email), portalId: String(portal.account.portalId) };
}
