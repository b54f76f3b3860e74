/** A request as far as identity is concerned, of whatever server received it. */
export interface Visit {
  headers: Headers;
  /** Of the client, as the server knows it. */
  address: string | undefined;
}

/** What better-auth reads of a visit; everything else stays outside. */
const PASSED = ['cookie', 'origin', 'referer', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'user-agent'];

export function passedHeaders({ headers }: Visit): Headers {
  return new Headers(
    PASSED.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value] as [string, string]];
    }),
  );
}

/**
 * Whether a request that changes something comes from a page of ours. Browsers send `Origin` with each of them; one
 * that brings a cookie and does not say where it comes from is refused.
 */
export function isFromOurPage({ headers }: Visit, publicUrl: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') {
    return false;
  }
  const origin = headers.get('origin');
  // A page without any referrer has an origin that is not told; the browser says then that it is the same.
  if (origin === 'null' && site === 'same-origin') {
    return true;
  }
  const from = origin ?? headers.get('referer');
  return from !== null && URL.canParse(from) && new URL(from).origin === new URL(publicUrl).origin;
}

/** A path of ours to go on to; anything that could lead elsewhere becomes the start page. */
export function ownPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])[^\\]*$/.test(wanted) || hasControl(wanted)) {
    return '/';
  }
  const base = 'http://ours.invalid';
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  // The parser drops dots, and what follows them may begin with two slashes.
  return url?.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/';
}

function hasControl(text: string): boolean {
  return [...text].some((sign) => sign < ' ' || (sign >= '\u007f' && sign <= '\u009f'));
}
