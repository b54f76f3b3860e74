/** What the service answers under /hubspot/card/, as far as the app shows it; docs/interface.md describes it whole. */
export type State = 'ready' | 'not-connected' | 'reconnect' | 'never-scanned' | 'unsupported-object';

export interface Progress {
  done: number | null;
  total: number | null;
  etaSeconds: number | null;
}

export interface Scan {
  finishedAt: string | null;
  complete: boolean;
  running: (Progress & { id: string }) | null;
}

/** A part of the account that was not read whole, and what that means. */
export interface Unread {
  text: string;
}

export interface Feature {
  key: string;
  name: string;
  tier: string;
  tierLabel: string;
  flagLabels: string[];
  notice: string;
  noticeLabel: string;
  /** Ways in which it meets a record: property, workflow, segment, chat, email, declared. */
  how: string[];
  does: string;
  why: string;
  /** The sentence is our reading of the law, not its words. */
  reading: boolean;
  enabled: boolean | null;
  stale: boolean;
  /** What a person has decided about it last. */
  decision: { label: string; at: string } | null;
  url: string | null;
}

export interface Found {
  state: State;
  scan: Scan;
  unread: Unread[];
  features: Feature[];
  more: number;
  dashboardUrl: string | null;
}

export type Presence = { known: true; value: string } | { known: false; reason: string };

export interface OnRecord {
  state: State;
  present: Map<string, Presence>;
  chats: { known: true; count: number; atLeast: boolean } | { known: false; reason: string } | null;
  /** Segments made by AI that hold this record; null where there are none at all. */
  segments: { known: true; names: string[] } | { known: false; reason: string } | null;
  /** Super-admin of the account; null when it could not be asked. */
  mayRescan: boolean | null;
}

export interface Rescan {
  state: string;
  scanId: string | null;
}

export interface ScanProgress extends Progress {
  state: string;
  complete: boolean;
}

export interface Overview extends Found {
  account: string;
  counts: { tier: Map<string, number>; notice: Map<string, number> };
  examined: { assets: number; ai: number; notAi: number; undetermined: number };
}

export interface Settings {
  state: State;
  account: string;
  connectedAt: string | null;
  missingScopes: { scope: string; shows: string }[];
  schedule: { cron: string; zone: string } | null;
  language: string;
  mayChange: boolean | null;
  reinstallUrl: string | null;
}

export interface Saved {
  state: string;
}
