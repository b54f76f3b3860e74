import type { z } from 'zod';
import { Unavailable, UnexpectedShape } from '../../src/kit/errors.ts';
import type { Json } from '../../src/model/json.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../src/pull/transport/transport.ts';
import type { Endpoint } from './endpoints.ts';
import { readErrorBody, scopesNamed } from './error-body.ts';
import { errorOf } from './errors.ts';
import { checkItems, faultOf, type Quarantined } from '../../src/pull/check-items.ts';
import { Envelope } from './paging.ts';

export type { Endpoint } from './endpoints.ts';

export interface CallOptions {
  /** Any one of these opens the endpoint; the first is the one we ask for. */
  scopes: readonly string[];
  /** Values of the placeholders in the path. */
  params?: Record<string, string>;
  query?: NonNullable<HttpRequest['query']>;
  json?: { [key: string]: Json };
}

export interface PagesOptions extends CallOptions {
  /** Items a page, 100 unless told. */
  limit?: number;
  /** Cursor to begin after. */
  after?: string;
  /** Names an element that does not fit; its `id` unless told. */
  itemName?: (raw: unknown) => string;
}

export interface ItemPage<T> {
  items: T[];
  quarantined: Quarantined[];
  /** Cursor of the next page; absent on the last one. */
  after?: string;
  total?: number;
}

/** Far above any account's limits; a list that goes on after it is broken. */
const MAX_PAGES = 20_000;

/** Answers that say "no such path here": the next version of the endpoint is tried. */
const NO_SUCH_PATH = new Set([404, 405, 410]);

/** The only class that knows how HubSpot answers: versions of a path, refusals, shapes, paging. */
export class HubSpotClient {
  readonly #transport: Transport;
  readonly #origin: string;
  /** The path that answered, by endpoint id: a later 404 from it is about the item, not about the path. */
  readonly #working = new Map<string, string>();
  /** The account's time zone, once its details were read. */
  timeZone: string | undefined;

  constructor(transport: Transport, origin: string) {
    this.#transport = transport;
    this.#origin = origin;
  }

  /** Requests sent so far, repeated ones included. */
  get requests(): number {
    return this.#transport.requests;
  }

  perSecond(bucket: string): number | undefined {
    return this.#transport.perSecond?.(bucket);
  }

  close(): void {
    this.#transport.close();
  }

  /**
   * One call. Throws `AccessDenied` (403), `AuthFailed` (401), `Unavailable` (a collection that no version of the path
   * has), `RequestRefused` (other 4xx; 404 is an item that is not there), `UnexpectedShape`, and what the transport throws.
   */
  async call<T>(endpoint: Endpoint, shape: z.ZodType<T>, options: CallOptions): Promise<T> {
    const response = await this.#send(endpoint, options);
    const read = shape.safeParse(response.body);
    if (!read.success) {
      throw new UnexpectedShape(endpoint.id, faultOf(read.error));
    }
    return read.data;
  }

  /** A listing that HubSpot sends in one piece and that knows no `limit`; should it page after all, it is followed. */
  async list<T>(
    endpoint: Endpoint,
    item: z.ZodType<T>,
    options: CallOptions & Pick<PagesOptions, 'itemName'>,
  ): Promise<Pick<ItemPage<T>, 'items' | 'quarantined'>> {
    const items: T[] = [];
    const quarantined: Quarantined[] = [];
    for await (const page of this.#follow(endpoint, item, options)) {
      items.push(...page.items);
      quarantined.push(...page.quarantined);
    }
    return { items, quarantined };
  }

  /**
   * All pages. Elements that do not fit are quarantined and the page goes on, also when it is empty. A cursor that
   * comes again ends it with `UnexpectedShape`, after the page that announced it.
   */
  pages<T>(endpoint: Endpoint, item: z.ZodType<T>, options: PagesOptions): AsyncGenerator<ItemPage<T>> {
    return this.#follow(endpoint, item, { limit: 100, ...options });
  }

  async *#follow<T>(endpoint: Endpoint, item: z.ZodType<T>, options: PagesOptions): AsyncGenerator<ItemPage<T>> {
    const seen = new Set<string | undefined>();
    let after = options.after;
    do {
      seen.add(after);
      const envelope = await this.call(endpoint, Envelope, pageOf(endpoint, options, after));
      after = envelope.paging?.next?.after;
      const endless = after !== undefined && (seen.has(after) || seen.size >= MAX_PAGES);
      yield {
        ...checkItems(envelope.results, item, options.itemName),
        ...(after === undefined || endless ? {} : { after }),
        ...(envelope.total === undefined ? {} : { total: envelope.total }),
      };
      if (endless) {
        throw new UnexpectedShape(endpoint.id, 'the list announces the same page again, or never ends');
      }
    } while (after !== undefined);
  }

  /** Sends to the first version of the path that answers, and remembers it. */
  async #send(endpoint: Endpoint, options: CallOptions): Promise<HttpResponse> {
    const working = this.#working.get(endpoint.id);
    let answer: HttpResponse | undefined;
    for (const path of working === undefined ? endpoint.paths : [working]) {
      const response = await this.#transport.send(this.#request(endpoint, path, options));
      if (response.status >= 200 && response.status < 300) {
        this.#working.set(endpoint.id, path);
        return response;
      }
      if (!answer || NO_SUCH_PATH.has(answer.status)) {
        answer = response;
      }
      if (!mayBeElsewhere(response)) {
        break;
      }
    }
    const isItem = working !== undefined || endpoint.paths.some((path) => path.includes('{'));
    if (!answer || (NO_SUCH_PATH.has(answer.status) && !isItem)) {
      throw new Unavailable(endpoint.id, 'HubSpot has no such address for this account.');
    }
    throw errorOf(answer, endpoint.id, options.scopes);
  }

  #request(endpoint: Endpoint, path: string, options: CallOptions): HttpRequest {
    return {
      method: endpoint.method,
      url: this.#origin + fill(path, options.params ?? {}),
      ...(options.query && { query: options.query }),
      ...(options.json && { json: options.json }),
      ...(endpoint.bucket && { bucket: endpoint.bucket }),
    };
  }
}

/** A refusal that names no scope may be about the version alone, a beta that the account has not joined. */
function mayBeElsewhere(response: HttpResponse): boolean {
  return (
    NO_SUCH_PATH.has(response.status) ||
    (response.status === 403 && scopesNamed(readErrorBody(response.body)).length === 0)
  );
}

/** A GET takes its cursor in the query, a POST in the body. */
function pageOf(endpoint: Endpoint, options: PagesOptions, after: string | undefined): CallOptions {
  const cursor = {
    ...(options.limit === undefined ? {} : { limit: options.limit }),
    ...(after === undefined ? {} : { after }),
  };
  return endpoint.method === 'POST'
    ? { ...options, json: { ...options.json, ...cursor } }
    : { ...options, query: { ...options.query, ...cursor } };
}

function fill(path: string, params: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? '';
    // Ids come from outside: an empty one or dots would lead to another path.
    if (/^\.*$/.test(value)) {
      throw new UnexpectedShape(path, `no usable ${name}`);
    }
    return encodeURIComponent(value);
  });
}
