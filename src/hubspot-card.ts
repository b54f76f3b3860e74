import type { Router } from 'express';
import { STANDARD_TYPES } from '../connectors/hubspot/object-types.ts';
import { objectPath } from '../mappings/hubspot/object-types.ts';
import type { App } from './app.ts';
import type { Config } from './config.ts';
import type { Words } from './exports/words.ts';
import type { RecordType } from './http/hubspot/card/contents.ts';
import type { Live } from './http/hubspot/card/live.ts';
import type { CardScans } from './http/hubspot/card/rescan.ts';
import { cardRoutes } from './http/hubspot/card/routes.ts';
import { signedByHubSpot } from './http/hubspot/signed.ts';
import { PATHS } from './http/sign-in/frame.ts';
import type { Clock } from './kit/clock.ts';
import type { Log } from './kit/log.ts';
import type { Tenant } from './model/inventory.ts';
import type { Language } from './model/message.ts';

interface Needs {
  store: App['store'];
  config: Config;
  publicUrl: string;
  scans: Pick<CardScans, 'ask'>;
  live: Live;
  words(language: Language): Words;
  clock: Clock;
  log: Log;
}

/** What HubSpot's own pages ask us; undefined when the operator has no app of HubSpot's. */
export function hubspotCard({ store, config, publicUrl, scans, live, words, clock, log }: Needs): Router | undefined {
  const secret = config.HUBSPOT_CLIENT_SECRET;
  if (secret === undefined) {
    return undefined;
  }
  return cardRoutes({
    signed: (meanwhile) => signedByHubSpot({ secret, publicUrl, seen: store.signatures, clock, log, meanwhile }),
    status: (portal) => store.cardStatus(portal),
    view: (tenant, limit, type) => store.of(tenant).card.view(limit, type),
    connections: (tenant) => store.of(tenant).connections,
    scans: {
      ask: (tenant, kind, by) => scans.ask(tenant, kind, by),
      get: (tenant, id) => store.of(tenant).scans.get(id),
      coverageOf: (tenant, id) => store.of(tenant).scans.coverageOf(id),
    },
    live,
    words,
    recordType,
    dashboardUrl: (tenant, key) => dashboardUrl(publicUrl, tenant, key),
    reinstallUrl: new URL(PATHS.install, publicUrl).href,
  });
}

const READ = new Set(STANDARD_TYPES.map(({ name }) => name));

/** Custom objects go by their ids; of other types workflows are read, but not their properties. */
function recordType(objectTypeId: string): RecordType | undefined {
  const name = objectTypeId === '' ? undefined : objectPath(objectTypeId);
  return name === undefined ? undefined : { name, isRead: READ.has(name) || name.startsWith('2-') };
}

function dashboardUrl(publicUrl: string, { id }: Tenant, key: string | undefined): string {
  const path = `/tenants/${encodeURIComponent(id)}`;
  return new URL(key === undefined ? path : `${path}/features/${encodeURIComponent(key)}`, publicUrl).href;
}
