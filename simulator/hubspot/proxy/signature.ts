import { createHash, createHmac } from 'node:crypto';

/** A call as it will be made: what a signature covers. */
export interface Signable {
  method: string;
  /** Whole, with the query; a fragment is never sent. */
  uri: string;
  body: string;
  /** Milliseconds since the epoch. */
  timestamp: string;
}

export function signV2({ method, uri, body }: Signable, secret: string): string {
  return createHash('sha256')
    .update(secret + method + uri + body)
    .digest('hex');
}

export function signV3({ method, uri, body, timestamp }: Signable, secret: string): string {
  return createHmac('sha256', secret)
    .update(method + uri + body + timestamp)
    .digest('base64');
}

const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** The address as it is hashed: these escapes are undone, all others stay. */
export function hashed(uri: string): string {
  return uri.replaceAll(/%[\da-f]{2}/gi, (escape) => DECODED[escape.toUpperCase()] ?? escape);
}
