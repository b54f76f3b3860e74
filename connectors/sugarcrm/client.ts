import { z } from 'zod';
import { RequestRefused, Unavailable, UnexpectedShape } from '../../src/kit/errors.ts';
import type { Json } from '../../src/model/json.ts';
import { checkItems, faultOf, type Quarantined } from '../../src/pull/check-items.ts';
import type { HttpResponse, Transport } from '../../src/pull/transport/transport.ts';
import { errorOf, isInvalid } from './errors.ts';
import { isExpired, type SugarRequest, type SugarSession } from './session.ts';
import { phpList } from './shapes.ts';
import { SUMMARY_PATH } from './write-guard.ts';

type Query = NonNullable<SugarRequest['query']>;

export interface Ask {
  /** What is read, for people. */
  what: string;
  /** What opens it. */
  right: string;
  query?: Query;
}

export interface ListAsk extends Ask {
  fields: readonly string[];
  /** Where to begin. */
  offset?: number;
}

export interface ItemPage<T> {
  items: T[];
  quarantined: Quarantined[];
  /** Offset of the next page; absent on the last one. */
  next?: number;
}

/** One answer inside a `/bulk`; status 0 when none came. */
export interface SubAnswer {
  status: number;
  body: Json | undefined;
}

const PAGE = 100;
/** Sub-calls of one `/bulk` run one after another, each up to two minutes. */
export const BULK = 10;
const ROUNDS = 4;
/** Far above any instance's size; a list that goes on after it is broken. */
const MAX_PAGES = 20_000;

const Records = z.object({
  next_offset: z.coerce.number().int(),
  records: phpList(z.unknown()),
});
const BulkAnswer = phpList(
  z.object({ contents: z.unknown(), status: z.coerce.number().int() }).catch({ contents: undefined, status: 0 }),
);

/** The only class that knows how Sugar answers: refusals, shapes, paging, bundles of calls. */
export class SugarClient {
  readonly #session: SugarSession;
  readonly #farewell: () => Transport;
  readonly #memo = new Map<string, Promise<unknown>>();
  #hasBulk = true;

  constructor(session: SugarSession, farewell: () => Transport) {
    this.#session = session;
    this.#farewell = farewell;
  }

  get host(): string {
    return this.#session.host;
  }

  get restVersion(): string {
    return this.#session.version;
  }

  get requests(): number {
    return this.#session.requests;
  }

  perSecond(bucket: string): number | undefined {
    return this.#session.perSecond(bucket);
  }

  close(): Promise<void> {
    return this.#session.end(this.#farewell());
  }

  /** What several streams read is asked for once. */
  once<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.#memo.get(key) ?? read();
    this.#memo.set(key, known);
    return known as Promise<T>;
  }

  /**
   * One GET. Throws `AuthFailed`, `AccessDenied` (403), `Unavailable` (no such address), `RequestRefused` (other 4xx; 404
   * is a record that is not there, or hidden), `UnexpectedShape`, and what the transport throws.
   */
  async get<T>(path: string, shape: z.ZodType<T>, ask: Ask): Promise<T> {
    const { body } = await this.#answered({ path }, ask);
    return shaped(body, shape, ask.what);
  }

  /** One GET whose answer is not parsed: metadata may be 60 MB. `any`: it need not be JSON. */
  async bytes(path: string, ask: Ask, any = false): Promise<Buffer> {
    const { bytes } = await this.#answered({ path, answer: any ? 'bytes' : 'json-bytes' }, ask);
    return bytes ?? Buffer.alloc(0);
  }

  /** All records of a module, page by page, in an order that does not change. Those that do not fit are quarantined. */
  async *list<T>(module: string, item: z.ZodType<T>, ask: ListAsk): AsyncGenerator<ItemPage<T>> {
    let empty = 0;
    let query: Query = { fields: ask.fields.join(','), order_by: 'id:ASC' };
    for (let offset = ask.offset ?? 0, pages = 1; ; pages += 1) {
      const page = { max_num: PAGE, ...(offset > 0 && { offset }), ...ask.query };
      const read = (wanted: Query) => this.get(module, Records, { ...ask, query: { ...wanted, ...page } });
      const answered = await read(query).catch((error: unknown) => {
        if (!isInvalid(error) || pages > 1) {
          throw error;
        }
        // An older version does not know a field that we name: it may choose itself.
        query = {};
        return read(query);
      });
      const { records, next_offset: next } = answered;
      const ends = next < 0;
      if (!ends && records.length === 0 && next === offset && (empty += 1) < ROUNDS) {
        continue;
      }
      const endless = !ends && (next <= offset || pages >= MAX_PAGES);
      yield { ...checkItems(records, item), ...(ends || endless ? {} : { next }) };
      if (endless) {
        throw new UnexpectedShape(ask.what, 'the list announces the same page again, or never ends');
      }
      if (ends) {
        return;
      }
      offset = next;
    }
  }

  /** The one thing that is written; see `write-guard.ts`. Throws as `get` does. */
  async writeSummary(json: Json, ask: Ask): Promise<void> {
    await this.#answered({ method: 'POST', path: SUMMARY_PATH, json }, ask);
  }

  /** Many small GETs (path and query after the version) in few calls; each has its own status, in the order asked. */
  async bulk(paths: readonly string[]): Promise<SubAnswer[]> {
    const answers: SubAnswer[] = [];
    for (let at = 0; at < paths.length; at += BULK) {
      const some = paths.slice(at, at + BULK);
      answers.push(...((await this.#bundle(some)) ?? (await this.#oneByOne(some))));
    }
    return answers;
  }

  /** Those whose token ran out on the way, or that failed as if by chance, are asked again, and only those. */
  async #bundle(paths: readonly string[]): Promise<SubAnswer[] | undefined> {
    const answers = this.#hasBulk ? await this.#bundleOnce(paths) : undefined;
    let before = Infinity;
    for (let round = 1; answers; round += 1) {
      const open = answers.flatMap((answer, index) => (isExpired(answer) || answer.status >= 500 ? [index] : []));
      // As long as it gets fewer, there is a point in asking.
      if (open.length === 0 || (round >= ROUNDS && open.length >= before)) {
        break;
      }
      before = open.length;
      if (answers.some(isExpired)) {
        await this.#session.renew();
      }
      const again = await this.#bundleOnce(open.map((index) => paths[index] ?? ''));
      open.forEach((index, position) => {
        answers[index] = again?.[position] ?? { status: 0, body: undefined };
      });
    }
    return answers;
  }

  /** `undefined` when this instance knows no bundles, or not for this user. */
  async #bundleOnce(paths: readonly string[]): Promise<SubAnswer[] | undefined> {
    const requests = paths.map((path) => ({ url: `/${this.restVersion}/${path}`, method: 'GET' }));
    const answer = await this.#session.send({ method: 'POST', path: 'bulk', json: { requests } });
    if (answer.status === 403 || answer.status === 404 || answer.status === 405) {
      this.#hasBulk = false;
      return undefined;
    }
    if (answer.status !== 200) {
      throw errorOf(answer, 'several counts at once', 'API access');
    }
    const read = shaped(answer.body, BulkAnswer, 'several counts at once');
    return paths.map((_, index) => ({ status: read[index]?.status ?? 0, body: unpacked(read[index]?.contents) }));
  }

  async #oneByOne(paths: readonly string[]): Promise<SubAnswer[]> {
    const answers: SubAnswer[] = [];
    for (const path of paths) {
      const [address = '', search = ''] = path.split('?');
      const query = Object.fromEntries(new URLSearchParams(search));
      const { status, body } = await this.#session.send({ method: 'GET', path: address, query });
      answers.push({ status, body });
    }
    return answers;
  }

  async #answered(
    request: Omit<SugarRequest, 'method'> & Partial<Pick<SugarRequest, 'method'>>,
    { what, right, query }: Ask,
  ): Promise<HttpResponse> {
    const answer = await this.#session.send({ method: 'GET', ...request, ...(query && { query }) });
    if (answer.status < 200 || answer.status > 299) {
      throw errorOf(answer, what, right);
    }
    return answer;
  }
}

/** Inside a bundle an answer is JSON, or a text that holds JSON. */
function unpacked(contents: unknown): Json | undefined {
  if (typeof contents !== 'string') {
    return contents as Json | undefined;
  }
  try {
    return JSON.parse(contents) as Json;
  } catch {
    return undefined;
  }
}

function shaped<T>(body: unknown, shape: z.ZodType<T>, what: string): T {
  const read = shape.safeParse(body);
  if (!read.success) {
    throw new UnexpectedShape(what, faultOf(read.error));
  }
  return read.data;
}

/** An id or name that comes from outside, inside its segment of a path. */
export function segment(value: string): string {
  if (/^\.*$/.test(value)) {
    throw new UnexpectedShape('a list', 'no usable id');
  }
  return encodeURIComponent(value);
}

/** Nothing there for anybody: a module that the instance has not, or a route of newer versions. */
export function isMissing(error: unknown): error is Unavailable | RequestRefused {
  return error instanceof Unavailable || (error instanceof RequestRefused && error.status === 404);
}
