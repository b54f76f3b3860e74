/** What HubSpot allows, and what of it a scan takes: the share is left out on purpose, for the account's other integrations. */
export interface Limits {
  burst: number;
  search: number;
  share: number;
}

export interface Ideal {
  /** Requests that a client needs who knows in advance what is there and asks for nothing twice. */
  burst: number;
  search: number;
  /** The longest row of requests of which each needs the answer of the one before. */
  chain: number;
}

const PAGE = 100;
const SEGMENT_PAGE = 500;
/** Properties of the catalogue whose values prove AI, by object type, in groups of five: what one search can hold. */
const SEARCHES = 14;
/**
 * Account, action types, object types; properties of seven types, pipelines of three, histories of six; a page each of inboxes,
 * channels, channel accounts, threads, scores, e-mails, forecasts, sequences, users, owners, security and audit log.
 */
const SMALL = 3 + 7 + 3 + 6 + 12;

export function idealOf(workflows: number, segments: number): Ideal {
  const pages = Math.ceil(workflows / PAGE);
  return {
    burst: SMALL + 2 * pages + Math.ceil(segments / SEGMENT_PAGE) + Math.ceil(segments / PAGE),
    search: SEARCHES,
    // The account proves the token; a page of workflows names the next one; the last page is followed by its batch.
    chain: 1 + pages + 1,
  };
}

/** The shortest time in which these requests can be made: by either limit, or by the way there and back. */
export function floorMs({ burst, search, chain }: Ideal, limits: Limits, latencyMs: number): number {
  const windows = (count: number, max: number) => Math.ceil(count / Math.max(1, Math.floor(max * limits.share))) - 1;
  // The account, its object types and its properties come before a count, the histories after.
  const around = 4 * latencyMs;
  return Math.max(
    windows(burst, limits.burst) * 10_000 + latencyMs,
    windows(search, limits.search) * 1_000 + latencyMs + around,
    chain * latencyMs,
  );
}
