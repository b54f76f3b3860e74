import { type Clock, systemClock } from '../../kit/clock.ts';
import { type AppError, RateLimited, VendorUnavailable } from '../../kit/errors.ts';
import type { Outbound } from '../connector.ts';
import { Exchange, type RawAnswer, type Timeouts } from './exchange.ts';
import { createGuard, type Guard, type Resolve } from './guard.ts';
import { type HttpRequest, type HttpResponse, prepare, type Prepared } from './http.ts';
import { Limiter, type LimitPolicy, type Permit } from './limiter.ts';
import { SharedTurns } from './shared-turns.ts';
import { FailedTry, readAnswer, readFailure } from './read-answer.ts';
import { type Classify, defaultClassify, MAX_WAIT_MS, type Pause, type Verdict } from './retry.ts';
import { Tries } from './tries.ts';
import { addressOf, correlationOf, whereOf } from './where.ts';

export type { HttpRequest, HttpResponse } from './http.ts';

export interface Transport {
  /**
   * The final answer, whatever its status, retried and held back as the vendor asks. Throws `VendorUnavailable`,
   * `RateLimited`, `UnexpectedShape`, `OutboundBlocked`, what `authorize` throws, and the reason of an aborted signal.
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Sent so far, repeated ones included. */
  requests: number;
  /** What a rate limit lets through; nothing where there is none. */
  perSecond?(bucket: string): number | undefined;
  /** Ends what is under way, and leaves no timer and no connection behind. */
  close(): void;
}

export interface TransportOptions {
  outbound: Outbound;
  /** The value of the `authorization` header. */
  authorize?: () => Promise<string | undefined>;
  /** Gets new credentials; true when it is worth asking once more. */
  onUnauthorized?: () => Promise<boolean>;
  limits: LimitPolicy;
  classify?: Classify;
  /** What a cut connection means, by the try that it ended; tried again like a server error unless told. */
  onCut?: (attempt: number, now: number) => Pause;
  /** Of an unpacked body. */
  maxBytes?: number;
  timeouts?: Partial<Timeouts>;
  /** Of one request; several unless told. */
  maxTries?: number;
  /** Requests under way at a time. */
  concurrency?: number;
  clock?: Clock;
  random?: () => number;
  resolve?: Resolve;
}

const TIMEOUTS: Timeouts = { connectMs: 10_000, headersMs: 30_000, idleMs: 30_000, totalMs: 120_000 };
const MAX_BYTES = 64 * 1024 * 1024;
const CONCURRENCY = 8;

/** The one way out to a vendor. Throws `ConfigError` when `outbound.allow` cannot be read. */
export function createTransport(options: TransportOptions): Transport {
  return new HttpTransport(options);
}

class HttpTransport implements Transport {
  requests = 0;
  readonly #options: TransportOptions;
  readonly #clock: Clock;
  readonly #classify: Classify;
  readonly #guard: Guard;
  readonly #limiter: Limiter;
  readonly #turns: SharedTurns | undefined;
  readonly #exchange: Exchange;
  readonly #closing = new AbortController();

  constructor(options: TransportOptions) {
    const { outbound, limits, concurrency = CONCURRENCY, maxBytes = MAX_BYTES } = options;
    const clock = options.clock ?? outbound.clock ?? systemClock;
    this.#options = options;
    this.#clock = clock;
    this.#classify = options.classify ?? defaultClassify;
    this.#guard = createGuard(outbound.allow, options.resolve);
    this.#limiter = new Limiter({ limits, share: outbound.share, concurrency, clock });
    const timeouts = { ...TIMEOUTS, ...options.timeouts };
    this.#turns = outbound.budget && new SharedTurns(outbound.budget, clock);
    this.#exchange = new Exchange({ lookup: this.#guard.lookup, timeouts, maxBytes, concurrency, clock });
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const prepared = prepare(request);
    this.#guard.check(prepared.url);
    const signal = AbortSignal.any(
      [this.#closing.signal, this.#options.outbound.signal ?? [], request.signal ?? []].flat(),
    );
    const bucket = request.bucket ?? 'burst';
    const tries = new Tries(this.#clock, this.#options.random ?? Math.random, this.#options.maxTries);
    let renewed = false;
    for (;;) {
      const { answer, verdict, authorization } = await this.#try(prepared, bucket, tries, signal);
      if (verdict.kind === 'retry') {
        const cost = answer instanceof FailedTry ? answer.cost : 1;
        await tries.nextAfter(verdict.afterMs ?? 0, failureOf(prepared, answer, verdict.reason), signal, cost);
      } else if (verdict.kind === 'pause') {
        tries.next(limited(prepared, verdict));
      } else if (verdict.kind === 'unauthorized' && !renewed && (await this.#renew(authorization))) {
        renewed = true;
      } else if (answer instanceof FailedTry) {
        throw answer.error;
      } else {
        return answer;
      }
    }
  }

  perSecond(bucket: string): number | undefined {
    return this.#limiter.perSecond(bucket);
  }

  /** One try: waits for its turn, goes out with the credentials of that moment, is reported and judged. */
  async #try(prepared: Prepared, bucket: string, tries: Tries, signal: AbortSignal): Promise<Tried> {
    tries.queue();
    const permit = await this.#limiter.acquire(bucket, signal);
    try {
      const allowed = this.#turns && this.#limiter.allowed(bucket);
      await (allowed && this.#turns?.wait(bucket, allowed, signal));
      tries.begin();
      const authorization = await this.#options.authorize?.();
      const headers = { ...prepared.headers, ...(authorization !== undefined && { authorization }) };
      const raw = await this.#exchangeOnce({ ...prepared, headers }, permit, tries.attempt, signal);
      const answer = raw instanceof FailedTry ? raw : readAnswer(prepared, raw);
      const verdict = this.#judge(answer, tries.attempt);
      if (verdict.kind === 'pause') {
        // Before the permit goes back, or the next in the queue would still leave.
        await this.#pause(bucket, prepared, verdict);
      }
      return { answer, verdict, authorization };
    } finally {
      permit.release();
    }
  }

  #judge(answer: HttpResponse | FailedTry, attempt: number): Verdict {
    if (!(answer instanceof FailedTry)) {
      return this.#classify(answer, this.#clock.now());
    }
    const pause = answer.isCut ? this.#options.onCut?.(attempt, this.#clock.now()) : undefined;
    return pause ?? { kind: 'retry', afterMs: answer.mayPass ? 0 : Infinity, reason: answer.error.message };
  }

  async #exchangeOnce(
    prepared: Prepared,
    permit: Permit,
    attempt: number,
    signal: AbortSignal,
  ): Promise<RawAnswer | FailedTry> {
    const began = this.#clock.monotonic();
    const report = (status: number) => {
      const ms = this.#clock.monotonic() - began;
      this.#options.outbound.onRequest?.({ url: addressOf(prepared.url), status, ms, attempt });
    };
    const onSent = () => {
      this.requests += 1;
      permit.sent();
    };
    try {
      const raw = await this.#exchange.send(prepared, signal, onSent);
      permit.learn(raw.headers);
      report(raw.status);
      return raw;
    } catch (error) {
      signal.throwIfAborted();
      report(0);
      return readFailure(prepared, error);
    }
  }

  /** Holds the whole bucket back, in all processes that share it; ends the transport when the wait is not worth a scan's while. */
  async #pause(bucket: string, prepared: Prepared, pause: Pause): Promise<void> {
    const ms = pause.untilMs - this.#clock.now();
    if (ms <= MAX_WAIT_MS) {
      this.#limiter.pause(bucket, ms);
      await this.#turns?.pause(bucket, ms);
      return;
    }
    const resetsAt = new Date(pause.untilMs);
    const error = limited(prepared, pause, Number.isNaN(resetsAt.getTime()) ? undefined : resetsAt);
    this.#limiter.stop(error);
    throw error;
  }

  async #renew(used: string | undefined): Promise<boolean> {
    const { authorize, onUnauthorized } = this.#options;
    if (!onUnauthorized) {
      return false;
    }
    // Another request may have renewed them while this one was under way.
    return (await authorize?.()) !== used || (await onUnauthorized());
  }

  close(): void {
    const reason = new DOMException('The transport is closed.', 'AbortError');
    this.#closing.abort(reason);
    this.#limiter.stop(reason);
    this.#exchange.close();
  }
}

interface Tried {
  answer: HttpResponse | FailedTry;
  verdict: Verdict;
  authorization: string | undefined;
}

function limited({ url }: Prepared, { reason }: Pause, resetsAt?: Date): RateLimited {
  return new RateLimited(`${url.host}: ${reason}.`, resetsAt);
}

function failureOf(prepared: Prepared, answer: HttpResponse | FailedTry, reason: string): AppError {
  if (answer instanceof FailedTry) {
    return answer.error;
  }
  const id = correlationOf(answer);
  const trace = id ? `, correlation id ${id}` : '';
  return new VendorUnavailable(`${whereOf(prepared)} answered ${answer.status}: ${reason}${trace}.`, answer.status);
}
