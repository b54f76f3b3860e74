import { createHmac } from 'node:crypto';

export const SECRET = '3b7e2f4c-aaaa-4bbb-8ccc-1234567890ab';
export const NOW = Date.parse('2026-11-27T12:00:00Z');

export interface Signing {
  method?: string;
  uri: string;
  body?: string | Buffer;
  timestamp?: string;
  secret?: string;
}

/** Written from HubSpot's description alone; `uri` is what is hashed, so a test decides how it is spelt. */
export function sign({ method = 'GET', uri, body = '', timestamp = String(NOW), secret = SECRET }: Signing): string {
  const text = Buffer.concat([Buffer.from(method + uri), Buffer.from(body), Buffer.from(timestamp)]);
  return createHmac('sha256', secret).update(text).digest('base64');
}
