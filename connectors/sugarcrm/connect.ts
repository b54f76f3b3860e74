import type { Clock } from '../../src/kit/clock.ts';
import type { Outbound } from '../../src/pull/connector.ts';
import { createTransport, type TransportOptions } from '../../src/pull/transport/transport.ts';
import { makeVerdicts } from './classify.ts';
import { SugarClient } from './client.ts';
import type { SugarCredentials } from './credentials.ts';
import { SugarSession } from './session.ts';
import { guarded } from './write-guard.ts';

/**
 * SugarCloud blocks an address above 20 requests a second, without a warning and for everybody behind it. This is a
 * quarter of that, five a second, whatever share of a limit the settings allow; one by one, since bursts that are held up on
 * the way arrive as one. The limiter adds 50 milliseconds.
 */
const LIMITS: TransportOptions['limits'] = { burst: { max: 1, perMs: 150, share: 1 } };

/** The first metadata after a cache was rebuilt, and counts in large tables, take a minute and more. */
const TIMEOUTS = { headersMs: 120_000, totalMs: 300_000 };

const MAX_BYTES = 128 * 1024 * 1024;

/** A client with its own transport and session: nothing shared with another instance. */
export function connectSugar(credentials: SugarCredentials, outbound: Outbound, clock?: Clock): SugarClient {
  const { signal: _, ...lasting } = outbound;
  const tokenUrl = 'tokenUrl' in credentials ? credentials.tokenUrl : undefined;
  const make = (to: Outbound) => {
    const transport = createTransport({
      outbound: to,
      limits: LIMITS,
      ...makeVerdicts(),
      timeouts: TIMEOUTS,
      maxBytes: MAX_BYTES,
      concurrency: 2,
      ...(clock && { clock }),
    });
    return guarded(transport, tokenUrl);
  };
  // The session is ended also when the scan was called off.
  return new SugarClient(new SugarSession(make(outbound), credentials), () => make(lasting));
}
