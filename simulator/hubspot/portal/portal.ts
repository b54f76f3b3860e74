import type { Body } from '../../shared/body.ts';
import type { Rows } from '../../shared/rows.ts';

export const EDITIONS = ['starter', 'professional', 'enterprise'] as const;
export type Edition = (typeof EDITIONS)[number];

export interface ObjectType {
  /** `0-1`, `2-1234`. */
  id: string;
  /** As paths and scopes have it: `contacts`. */
  name: string;
  /** Whatever else a path may call it. */
  aliases: readonly string[];
  /** Any one lets its records be read. */
  readScopes: readonly string[];
  /** Any one lets its properties be read. */
  schemaScopes: readonly string[];
}

/** A flow that takes more scopes than `automation`, since it handles sensitive data. */
export class Withheld {
  readonly scopes: readonly string[];

  constructor(scopes: readonly string[]) {
    this.scopes = scopes;
  }
}

export interface FlowStore {
  readonly listings: Rows<Body>;
  read(id: string): Body | Withheld | undefined;
  /** The scan after next week's edits: so many flows get a new revision. */
  change(count: number): void;
}

export interface HistoryEntry {
  value: string;
  timestamp: string;
  sourceType: string;
  sourceId?: string;
  sourceLabel?: string;
  updatedByUserId?: number | null;
}

export interface CrmRecord {
  id: string;
  createdAt: string;
  updatedAt: string;
  /** Every value is text. */
  properties: Readonly<Record<string, string>>;
  historyOf(property: string): HistoryEntry[];
}

export interface RecordStore extends Rows<CrmRecord> {
  indexOf(id: string): number;
}

export interface Thread {
  thread: Body;
  /** Newest first. */
  messages: readonly Body[];
}

/** What one HubSpot account holds, in the JSON that it answers with. */
export interface Portal {
  readonly name: string;
  readonly edition: Edition;
  readonly scopes: ReadonlySet<string>;
  /** Where the account's limits differ from its edition's. */
  readonly quota: { burst?: number; search?: number; daily?: number };
  readonly account: Body & { portalId: number };
  readonly flows: FlowStore;
  readonly actionTypes: readonly Body[];
  objectType(nameOrId: string): ObjectType | undefined;
  properties(type: ObjectType): readonly Body[];
  records(type: ObjectType): RecordStore;
  pipelines(type: ObjectType): readonly Body[];
  readonly schemas: readonly Body[];
  readonly lists: Rows<Body>;
  readonly inboxes: readonly Body[];
  readonly channels: readonly Body[];
  readonly channelAccounts: readonly Body[];
  readonly threads: readonly Thread[];
  actor(id: string): Body | undefined;
  readonly scores: readonly Body[];
  readonly emails: readonly Body[];
  readonly forecasts: readonly Body[];
  readonly sequences: readonly Body[];
  readonly users: readonly Body[];
  readonly owners: readonly Body[];
  readonly teams: readonly Body[];
  readonly auditLog: readonly Body[];
  readonly securityLog: readonly Body[];
  readonly prompts: readonly Body[];
}
