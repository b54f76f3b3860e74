import type { z } from 'zod';
import type { Clock } from '../kit/clock.ts';
import type { Json } from '../model/json.ts';
import type { PushedSummary } from '../model/pushed-summary.ts';
import type { Crm, PulledAsset, RawAsset } from '../model/raw-asset.ts';
import type { TokenShelf } from './transport/shared-token.ts';

/** One step of a stream that is kept or lost as a whole: its rows and its cursor are written in one transaction. */
export interface Page {
  assets: PulledAsset[];
  /** Listed again with the revision we hold: nothing was read, nothing is written. */
  unchanged?: { kind: string; externalId: string }[];
  /** Items whose shape or permission kept us from reading them: counted, named, the rest goes on. */
  quarantined?: { item: string; reason: string }[];
  /** Refusals that concern a part of the stream (one object type, one flow). */
  refused?: { what: string; grant?: string; reason: string }[];
  /** Where to go on after a crash; absent: a restart reads the stream from its start. */
  cursor?: Json;
  /** For the progress bar, when the vendor says how many there are. */
  total?: number;
  /** Requests that the stream still needs after this page, when it can tell. */
  left?: number;
}

/** What a stream may ask about what is already kept for this tenant. */
export interface Kept {
  /** Revisions by external id of the given ids; ids that are not kept are absent. */
  revisions(kind: string, externalIds: readonly string[]): Promise<Map<string, string>>;
  /** Assets of a kind seen so far, in order of external id, in bounded memory. */
  assets(kind: string): AsyncIterable<RawAsset>;
}

export interface PullContext<Client> {
  client: Client;
  kept: Kept;
  /** The cursor of the last page that was kept by an interrupted scan. */
  cursor?: Json;
  /** How many assets are still to come, if there are as many as when it was last read to its end. */
  expected?: number;
  now: Date;
  /** Says how many requests are still needed, where that is known before the next page. */
  tellLeft?(requests: number): void;
}

export interface Stream<Client> {
  /** The name in `coverage`. */
  name: string;
  /** The kinds of asset it yields; what it retires when complete. */
  kinds: readonly string[];
  /** Any one of these is enough to read it; the first is the one we ask for. */
  scopes: readonly string[];
  /** Streams whose assets it reads: it starts when they have ended. */
  after?: readonly string[];
  /** The rate limit that holds it back; `burst` unless told. */
  bucket?: string;
  /** It needs few requests, however large the account is: no estimate waits for it. */
  few?: true;
  pull(context: PullContext<Client>): AsyncIterable<Page>;
}

export interface Account {
  /** Portal id, or the instance's host. */
  id: string;
  name: string;
}

export interface Connector<Client, Credentials extends z.ZodType> {
  id: Crm;
  credentials: Credentials;
  connect(credentials: z.infer<Credentials>, outbound: Outbound): Client;
  /** The first call: proves the credentials and names the account. Throws `AuthFailed` when they are refused. */
  identify(client: Client): Promise<Account>;
  streams: readonly Stream<Client>[];
  /** Requests sent so far, for the scan's result. */
  requests(client: Client): number;
  /** What a rate limit lets through, as far as it is known. */
  perSecond(client: Client, bucket: string): number | undefined;
  /** Tells the package of ours that is installed there; `held`: it was told that already. */
  push?(client: Client, summary: PushedSummary): Promise<{ held: boolean }>;
  /** Ends the session where the vendor has one. */
  close?(client: Client): Promise<void>;
}

/** Turns of one account, shared by all processes that ask it. */
export interface SharedBudget {
  /** Up to `wanted` turns, to be used at once; `waitMs`: when to ask again, if these are too few. */
  take(
    bucket: string,
    limit: { limit: number; perMs: number },
    wanted: number,
  ): Promise<{ granted: number; waitMs: number }>;
  /** The vendor asked one of them to wait: nobody gets a turn before. */
  pause(bucket: string, ms: number): Promise<void>;
}

/** What a connector needs of the process: the transport is made from it. */
export interface Outbound {
  /** Hosts, CIDRs or host:port that may be called although private or loopback. */
  allow: readonly string[];
  /** Share of the vendor's burst limit that a scan may use, 0 to 1. */
  share: number;
  /** Where other processes may ask the same account. */
  budget?: SharedBudget;
  onRequest?(event: { url: string; status: number; ms: number; attempt: number }): void;
  signal?: AbortSignal;
  /** For limits, delays and time-outs; the system's unless told. */
  clock?: Clock;
  /** Where access tokens that are fetched for this account are shared with other processes. */
  tokens?: TokenShelf;
}
