import { type Config, placeOf } from './config.ts';
import { type Clock, systemClock } from './kit/clock.ts';
import { ConfigError } from './kit/errors.ts';
import type { Log } from './kit/log.ts';
import { makeLog } from './log.ts';
import { keyringOf } from './secret-keys.ts';
import type { Part, Service, startParts } from './service/start-parts.ts';
import { openStore, type StorePlace } from './store/open-store.ts';

export type { Part, Service };

interface Options extends Pick<Parameters<typeof startParts>[1], 'http'> {
  place?: StorePlace;
  log?: Log;
  clock?: Clock;
}

/** One part of the program, from its settings to where it answers. */
export async function startService(part: Part, config: Config, options: Options = {}): Promise<Service> {
  const { place = placeOf(config), clock = systemClock, log = makeLog(config.LOG_LEVEL), http } = options;
  if (part !== 'serve' && !('databaseUrl' in place)) {
    throw new ConfigError([`DATABASE_URL is not set: ${part} needs a PostgreSQL server. One process alone is serve.`]);
  }
  const keyring = keyringOf(config, place);
  // Before anything is started: without its keys nothing here can work.
  keyring();
  const store = openStore(place, { keyring, now: () => new Date(clock.now()) });
  // Said by whoever waits for it.
  store.catch(() => undefined);
  // Half of a start is the database's, in a thread of its own, and half is loading the rest: at the same time.
  const { startParts } = await import('./service/start-parts.ts');
  return startParts(part, { config, store, clock, log, ...(http && { http }) });
}
