import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SERVICE_URL } from '../../plugins/hubspot/src/app/shared/service-url.ts';
import { type HubSpot, startHubSpot } from '../../simulator/hubspot/server.ts';
import type { App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { credentialsIn } from '../../src/credentials.ts';
import { makeLog } from '../../src/log.ts';
import { SYSTEM } from '../../src/model/audit.ts';
import type { Json } from '../../src/model/json.ts';
import { startService } from '../../src/server.ts';
import { buildHarness } from './harness.ts';

export interface LivePage {
  url: string;
  close(): Promise<void>;
}

interface Closable {
  close(): Promise<unknown>;
}

/** The HubSpot app on a page, with a simulated HubSpot that signs its calls, and a service that has read these accounts. */
export async function startLivePage(worlds: readonly string[], port = 0): Promise<LivePage> {
  const opened: Closable[] = [];
  const close = async () => {
    for (const one of opened.splice(0).reverse()) {
      await one.close();
    }
  };
  try {
    const hubspot = await startHubSpot({ worlds });
    opened.push(hubspot);
    const service = await startService('serve', configFor(hubspot), { place: { memory: true }, log: makeLog('warn') });
    opened.push(service);
    // As with a developer's local.json: what is signed is the address on this machine.
    hubspot.cards.permit(SERVICE_URL, service.url, 'found');
    for (const world of worlds) {
      await connect(service.app, hubspot, world);
    }
    const page = await servePage(hubspot, port);
    opened.push(page);
    return { url: page.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function configFor({ url, oauth }: HubSpot, accessToken?: string) {
  return readConfig({
    PORT: '0',
    OUTBOUND_ALLOW: '127.0.0.1',
    HUBSPOT_API_URL: url,
    HUBSPOT_CLIENT_ID: oauth.clientId,
    HUBSPOT_CLIENT_SECRET: oauth.clientSecret,
    ...(accessToken !== undefined && { HUBSPOT_ACCESS_TOKEN: accessToken }),
  });
}

/** Scanned, and connected so that the app can rescan. */
async function connect(app: App, hubspot: HubSpot, world: string): Promise<void> {
  const config = configFor(hubspot, hubspot.tokens[world]);
  const { tenant } = await app.with(config).scan('hubspot', { name: world });
  const credentials = credentialsIn.hubspot(config) as unknown as Json;
  await app.store.of(tenant).connections.save({ auth: 'token', credentials }, SYSTEM);
}

async function servePage({ url: hubspot }: HubSpot, port: number) {
  const { html, script } = await buildHarness('live');
  const viewers = (await (await fetch(`${hubspot}/__simulator/card/viewers`)).json()) as unknown;
  const files: Record<string, [type: string, text: string]> = {
    '/favicon.ico': ['image/x-icon', ''],
    '/': ['text/html', html.replace('</body>', '<script src="/live.js"></script></body>')],
    '/live.js': ['text/javascript', `${script}\nshowLive(${JSON.stringify({ hubspot, viewers })});`],
  };
  const server = createServer(({ url = '/' }, response) => {
    const [type, text] = files[url] ?? [];
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': `${type ?? 'text/plain'}; charset=utf-8` });
    response.end(text);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
