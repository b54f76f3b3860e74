import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import axios from 'axios';
import type { Clock } from '../../kit/clock.ts';
import { isUnpackable, readBytes, unpack } from './body.ts';
import type { Prepared } from './http.ts';
import { Watchdog } from './watchdog.ts';

export interface Timeouts {
  /** Name looked up, connection and TLS made. */
  connectMs: number;
  /** From there to the status line and headers. */
  headersMs: number;
  /** Between two pieces of the body. */
  idleMs: number;
  /** All of one try. */
  totalMs: number;
}

/** The vendor did not do its next step in time. */
export class TimedOut extends Error {
  readonly waitedFor: string;

  constructor(waitedFor: string) {
    super(`no sign of ${waitedFor} in time`);
    this.waitedFor = waitedFor;
  }
}
export const CONNECTION = 'a connection';

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
}

export interface ExchangeOptions {
  lookup: (url: URL) => LookupFunction;
  timeouts: Timeouts;
  maxBytes: number;
  concurrency: number;
  clock: Clock;
}

/** One request and its whole answer over kept connections: no redirects, no proxies, nothing repeated. */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #agents: { http: http.Agent; https: https.Agent };
  // An instance of our own: what other code sets on axios itself does not reach it.
  readonly #axios = axios.create();

  constructor(options: ExchangeOptions) {
    this.#options = options;
    const pool = { keepAlive: true, maxSockets: options.concurrency };
    this.#agents = { http: new http.Agent(pool), https: new https.Agent({ ...pool, rejectUnauthorized: true }) };
  }

  /** Rejects with the signal's reason, `TimedOut`, `TooLarge`, or the error of the connection. */
  async send(prepared: Prepared, signal: AbortSignal, onSent: () => void): Promise<RawAnswer> {
    const { clock, timeouts, maxBytes } = this.#options;
    const ending = new AbortController();
    const end = () => {
      ending.abort(signal.reason);
    };
    const watchdog = new Watchdog(clock, timeouts.totalMs, (waitedFor) => {
      ending.abort(new TimedOut(waitedFor));
    });
    let sent = false;
    const leave = () => {
      if (!sent) {
        sent = true;
        onSent();
      }
    };
    signal.addEventListener('abort', end, { once: true });
    try {
      signal.throwIfAborted();
      watchdog.expect(CONNECTION, timeouts.connectMs);
      const response = await this.#axios.request<Readable>({
        method: prepared.method,
        url: prepared.url.href,
        data: prepared.data,
        headers: prepared.headers,
        adapter: 'http',
        transport: this.#wire(prepared.url, watchdog, ending.signal, leave),
        httpAgent: this.#agents.http,
        httpsAgent: this.#agents.https,
        proxy: false,
        maxRedirects: 0,
        responseType: 'stream',
        // axios takes a packed answer that was cut off for a whole one.
        decompress: false,
        transformRequest: [],
        transformResponse: [],
        validateStatus: () => true,
      });
      leave();
      const bytes = await readBytes(response.data, maxBytes, () => {
        watchdog.expect('more of the answer', timeouts.idleMs);
      });
      return { status: response.status, ...(await unpacked(bytes, plain(response.headers), maxBytes)) };
    } catch (error) {
      throw ending.signal.aborted ? ending.signal.reason : error;
    } finally {
      watchdog.stop();
      signal.removeEventListener('abort', end);
    }
  }

  /** Closes kept connections. */
  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  /** Where axios makes the connection: the only place that can pin its address and see how far it is. */
  #wire(url: URL, watchdog: Watchdog, ending: AbortSignal, onSent: () => void) {
    const { lookup, timeouts } = this.#options;
    const { request } = url.protocol === 'https:' ? https : http;
    const onReady = () => {
      watchdog.expect('an answer', timeouts.headersMs);
    };
    const onResponse = () => {
      watchdog.expect('more of the answer', timeouts.idleMs);
    };
    return {
      request(options: https.RequestOptions, onAnswer: (message: http.IncomingMessage) => void): http.ClientRequest {
        const wire = request({ ...options, lookup: lookup(url) }, onAnswer);
        const cut = () => wire.destroy(new Error('ended'));
        ending.addEventListener('abort', cut, { once: true });
        wire.once('close', () => {
          ending.removeEventListener('abort', cut);
        });
        wire.once('finish', onSent);
        wire.once('response', onResponse);
        wire.once('socket', (socket) => {
          if (wire.reusedSocket) {
            onReady();
          } else {
            socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', onReady);
          }
        });
        if (ending.aborted) {
          cut();
        }
        return wire;
      },
    };
  }
}

/** What is packed in a way that we did not ask for stays so, and its header says it. */
async function unpacked(bytes: Buffer, headers: Record<string, string>, maxBytes: number) {
  const { 'content-encoding': encoding = '', ...others } = headers;
  return isUnpackable(encoding)
    ? { headers: others, bytes: await unpack(bytes, encoding, maxBytes) }
    : { headers, bytes };
}

function plain(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat().map(String).join(', ')]),
  );
}
