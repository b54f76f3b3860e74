import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { readConfig } from '#src/config.ts';
import { hubspotCard } from '#src/hubspot-card.ts';
import type { Live } from '#src/http/hubspot/card/live.ts';
import { silentLog } from '#src/kit/log.ts';
import { loadLaw } from '#src/knowledge/load-law.ts';
import type { Language } from '#src/model/message.ts';
import { makeScanDesk } from '#src/service/scan-desk.ts';
import { makeWords } from '#src/words.ts';
import { loadKnowledge } from '#src/knowledge/load.ts';
import { registryOf } from '#src/registry.ts';
import type { TestDatabase } from '../../../support/databases.ts';
import { serve } from '../../support/server.ts';
import { NOW, SECRET, sign } from '../support.ts';

export const PUBLIC_URL = 'https://svc.example.com';
const law = loadLaw();
const { rules } = registryOf(loadKnowledge());
const spoken = new Map<Language, ReturnType<typeof makeWords>>();

export function words(language: Language) {
  const known = spoken.get(language) ?? { ...makeWords(law, rules, language), today: '2026-11-27' };
  spoken.set(language, known);
  return known;
}

export interface Asking {
  portal?: string;
  user?: string;
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** The bytes themselves. */
  raw?: boolean;
}
type Body = any; // eslint-disable-line @typescript-eslint/no-explicit-any
export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: number;
  body: Body;
}

/** A HubSpot that says nothing. */
const SILENT: Live = { record: () => Promise.resolve({}), isSuperAdmin: () => Promise.resolve(null) };

/** The card's routes on the real server and a real store; `ask` signs as HubSpot does, each call anew. */
export async function serveCard({ store }: Pick<TestDatabase, 'store'>, live: Live = SILENT) {
  const handler = hubspotCard({
    store,
    live,
    scans: makeScanDesk(store, { add: () => Promise.resolve() }, () => new Date(NOW)),
    config: readConfig({ HUBSPOT_CLIENT_SECRET: SECRET }),
    publicUrl: PUBLIC_URL,
    words,
    clock: { now: () => NOW, monotonic: () => NOW, sleep: () => Promise.resolve() },
    log: silentLog,
  })!;
  const server = await serve([], { first: [{ path: '/hubspot/card', handler }], publicUrl: PUBLIC_URL });
  let calls = 0;

  function ask(
    path: string,
    { portal = '42', user = '7', method = 'GET', body, headers = {}, raw = false }: Asking = {},
  ) {
    calls += 1;
    const timestamp = String(NOW - calls);
    const target = `/hubspot/card/${path}${path.includes('?') ? '&' : '?'}userId=${user}&portalId=${portal}&userEmail=a%40b.example&appId=9`;
    const sent = body === undefined ? '' : JSON.stringify(body);
    return new Promise<Answered>((resolve, reject) => {
      const req = request(
        `http://127.0.0.1:${server.port}`,
        {
          method,
          path: target,
          headers: {
            'x-hubspot-signature-v3': sign({ method, uri: PUBLIC_URL + target, body: sent, timestamp }),
            'x-hubspot-request-timestamp': timestamp,
            ...(sent !== '' && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
            ...headers,
          },
        },
        (res) => {
          buffer(res).then((all) => {
            const { statusCode: status = 0, headers: answered } = res;
            const answer = raw ? all : (JSON.parse(all.toString()) as Body);
            resolve({ status, headers: answered, bytes: all.length, body: answer });
          }, reject);
        },
      );
      req.on('error', reject);
      req.end(sent);
    });
  }
  return { ask, close: () => server.close() };
}
