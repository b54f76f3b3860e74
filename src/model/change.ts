import type { Flag, NoticeState, Tier } from './assessment.ts';
import type { FactName } from './facts.ts';
import type { Message } from './message.ts';

export const CHANGES = ['new', 'gone', 'facts', 'verdict'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** What a verdict comes to. `assessment`: the stored one, with its rule trace. */
export interface VerdictState {
  tier: Tier;
  flags: Flag[];
  notice: NoticeState;
  assessment?: number;
}

/** A fact that is another than before; `null`: not known. */
export interface FactMove {
  fact: FactName;
  before: unknown;
  after: unknown;
}

/** What a scan found to be different from the one before, of one feature. */
export interface ChangeDetail {
  before?: VerdictState;
  after?: VerdictState;
  facts?: FactMove[];
  /** Rules that say something else than before, or for the first time. */
  says?: { rule: string; text: Message; citations: string[] }[];
  /** Rules that hold no longer. */
  silent?: string[];
  /** Gone, because it was looked at and is no AI any more. */
  cleared?: boolean;
}

/** One change as it is kept: never rewritten. Ids rise with time, within a tenant. */
export interface StoredChange {
  id: number;
  scan: string;
  at: string;
  key: string;
  name: string;
  what: ChangeKind;
  detail: ChangeDetail;
}

/** `at-once`: a mail a scan, and one for what people say within a few minutes · `daily`: one mail a day. */
export const DIGEST_FREQUENCIES = ['at-once', 'daily'] as const;
export type DigestFrequency = (typeof DIGEST_FREQUENCIES)[number];
