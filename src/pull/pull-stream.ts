import { AccessDenied, AppError, AppRejected, AuthFailed, Unavailable } from '../kit/errors.ts';
import type { StreamReport } from '../model/coverage.ts';
import type { Kept, Page, Stream } from './connector.ts';
import type { Json } from '../model/json.ts';

/** Where a stream's pages are kept; a page that was kept survives a crash. */
export interface PageKeeper {
  /** Pages of this scan that were kept before an interruption. */
  kept(stream: string): Promise<StreamPage[]>;
  keep(stream: string, page: Page, done: boolean): Promise<void>;
  forget(stream: string): Promise<void>;
}

export interface StreamPage {
  cursor?: Json;
  seen: readonly (readonly [kind: string, externalId: string])[];
  quarantined: readonly { item: string; reason: string }[];
  refused: readonly { what: string; grant?: string; reason: string }[];
  done: boolean;
}

export interface Pulled {
  report: StreamReport;
  /** `kind\nexternalId` of everything seen. */
  seen: Set<string>;
}

interface Tally {
  seen: Set<string>;
  quarantined: { item: string; reason: string }[];
  refused: { what: string; grant?: string; reason: string }[];
}

interface Options<Client> {
  client: Client;
  kept: Kept;
  keeper: PageKeeper;
  now: Date;
  expected?: number;
  /** Failures that are thrown instead of reported: what was kept stays, and the stream goes on another time. */
  endsScan?(error: AppError): boolean;
  onPage?(assets: number, page: Pick<Page, 'total' | 'left'>): void;
}

/**
 * Reads one stream to its end, page by page, and says how far it came. An `AppError` becomes a report; refused
 * credentials and our own bugs are thrown.
 */
export async function pullStream<Client>(
  stream: Stream<Client>,
  { client, kept, keeper, now, expected, endsScan, onPage }: Options<Client>,
): Promise<Pulled> {
  const tally: Tally = { seen: new Set(), quarantined: [], refused: [] };
  const earlier = await keeper.kept(stream.name);
  const cursor = earlier.at(-1)?.cursor;
  if (earlier.some((page) => page.done) || cursor !== undefined) {
    earlier.forEach((page) => add(tally, page));
  } else if (earlier.length > 0) {
    await keeper.forget(stream.name);
  }
  if (earlier.some((page) => page.done)) {
    return { report: reportOf(stream.name, tally), seen: tally.seen };
  }
  try {
    const context = {
      client,
      kept,
      now,
      tellLeft: (left: number) => onPage?.(tally.seen.size, { left }),
      ...(cursor !== undefined && { cursor }),
      ...(expected !== undefined && { expected: Math.max(0, expected - tally.seen.size) }),
    };
    for await (const page of stream.pull(context)) {
      await keeper.keep(stream.name, page, false);
      add(tally, pageOf(page));
      onPage?.(tally.seen.size, page);
    }
    await keeper.keep(stream.name, { assets: [] }, true);
    return { report: reportOf(stream.name, tally), seen: tally.seen };
  } catch (error) {
    const isRefused = error instanceof AuthFailed || error instanceof AppRejected;
    if (!(error instanceof AppError) || isRefused || endsScan?.(error)) {
      throw error;
    }
    return { report: failureOf(stream.name, tally, error), seen: tally.seen };
  }
}

export function pageOf(page: Page): Omit<StreamPage, 'done'> {
  return {
    seen: [...page.assets, ...(page.unchanged ?? [])].map(({ kind, externalId }) => [kind, externalId] as const),
    quarantined: page.quarantined ?? [],
    refused: page.refused ?? [],
  };
}

function add(tally: Tally, page: Omit<StreamPage, 'done'>): void {
  for (const [kind, externalId] of page.seen) {
    tally.seen.add(`${kind}\n${externalId}`);
  }
  tally.quarantined.push(...page.quarantined);
  tally.refused.push(...page.refused);
}

/** Read to the end; what was refused or could not be read on the way makes it partial, never silent. */
export function reportOf(stream: string, { seen, quarantined, refused }: Tally): StreamReport {
  if (quarantined.length + refused.length === 0) {
    return { stream, status: 'complete', assets: seen.size };
  }
  const grants = [...new Set(refused.flatMap(({ grant }) => grant ?? []))];
  const parts = [
    ...(refused.length > 0 ? [`Not allowed: ${names(refused.map(({ what }) => what))}.`] : []),
    ...(quarantined.length > 0
      ? [
          `${quarantined.length} could not be read: ${names(quarantined.map(({ item, reason }) => `${item} (${reason})`))}.`,
        ]
      : []),
  ];
  return {
    stream,
    status: 'partial',
    assets: seen.size,
    reason: parts.join(' '),
    ...(grants.length > 0 && { grant: grants.join(', ') }),
    ...(quarantined.length > 0 && { quarantined: quarantined.slice(0, 20) }),
  };
}

function failureOf(stream: string, { seen, quarantined }: Tally, error: AppError): StreamReport {
  const status = error instanceof AccessDenied ? 'denied' : error instanceof Unavailable ? 'unavailable' : 'failed';
  const grant = error instanceof AccessDenied ? error.grants[0] : undefined;
  return {
    stream,
    status,
    assets: seen.size,
    reason: `${error.message} ${error.help}`,
    ...(grant !== undefined && { grant }),
    ...(quarantined.length > 0 && { quarantined: quarantined.slice(0, 20) }),
  };
}

function names(items: readonly string[]): string {
  return items.length <= 3 ? items.join(', ') : `${items.slice(0, 3).join(', ')} and ${items.length - 3} more`;
}
