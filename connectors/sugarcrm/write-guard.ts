import { OutboundBlocked } from '../../src/kit/errors.ts';
import type { HttpRequest, Transport } from '../../src/pull/transport/transport.ts';
import { isObject } from './shapes.ts';

/** The one setting of Sugar that we write, and the key in it. */
export const SUMMARY_PATH = 'Administration/config/aiinv';
export const SUMMARY_KEY = 'aiinv_summary';

const REST = /\/rest\/v\d+(?:_\d+)?\/(.+)$/;
/** Some GETs change something: packages are installed, removed and switched by them. */
const CHANGING_GET = /^Administration\/packages\/(?!installed$|staged$)/i;

/**
 * Nothing but reads gets through, sign-ins, and the summary that our package shows. Whatever else would change an
 * instance is a fault of ours and never sent.
 */
export function guarded(transport: Transport, tokenUrl?: string): Transport {
  return {
    send(request) {
      if (!mayLeave(request, tokenUrl)) {
        const { host } = new URL(request.url);
        return Promise.reject(new OutboundBlocked(host, 'nothing but the summary for the package is written'));
      }
      return transport.send(request);
    },
    get requests() {
      return transport.requests;
    },
    close: () => transport.close(),
  };
}

function mayLeave({ method, url, json, form }: HttpRequest, tokenUrl: string | undefined): boolean {
  if (url === tokenUrl) {
    return method === 'POST' && json === undefined && form?.['grant_type'] === 'client_credentials';
  }
  const path = pathIn(url);
  if (path === undefined || form !== undefined) {
    return false;
  }
  if (method === 'GET') {
    return json === undefined && isReading(path);
  }
  switch (path) {
    case 'oauth2/token':
    case 'oauth2/logout':
      return true;
    case 'bulk':
      return isObject(json) && Array.isArray(json['requests']) && json['requests'].every(isReadingCall);
    case SUMMARY_PATH:
      return isObject(json) && Object.keys(json).join() === SUMMARY_KEY && isObject(json[SUMMARY_KEY]);
    default:
      return false;
  }
}

/** A call inside a bundle may name its method, which the outer one does not bind. */
function isReadingCall(call: unknown): boolean {
  return (
    isObject(call) &&
    Object.keys(call).every((name) => name === 'url' || name === 'method') &&
    call['method'] === 'GET' &&
    typeof call['url'] === 'string' &&
    isReading(call['url'].replace(/^\/v\d+(?:_\d+)?\//, '').replace(/\?.*$/s, ''))
  );
}

function isReading(path: string): boolean {
  return !CHANGING_GET.test(path.replace(/\/{2,}/g, '/'));
}

/** What follows the version, as the server reads it; undefined for what is no address of the REST API. */
function pathIn(url: string): string | undefined {
  try {
    return decodeURIComponent(REST.exec(new URL(url).pathname)?.[1] ?? '') || undefined;
  } catch {
    return undefined;
  }
}
