import type { RuleReferences } from './references.ts';

/** What the small streams say about the account, known before workflows and chats are read. */
export interface Context {
  /** Names the vendor's API gives to action types, by id. `undefined` when the stream could not be read. */
  actionTypes: Map<string, { name: string; description?: string; fields: string[] }>;
  /** Labels of object types by id and by name, standard ones included. */
  objects: Map<string, { objectType: string; label: string; texts: string[] }>;
  properties: Map<
    string,
    { label: string; description: string; type: string; fieldType: string; vendorDefined: boolean }
  >;
  /** Records that have a value, by `objectType/property`. */
  population: Map<string, number>;
  /** Who wrote a property, by `objectType/property`: source type → times seen in the sample. */
  writers: Map<string, Record<string, number>>;
  /** Labels of pipeline stages by id, for stage changes in workflows. */
  stages: Map<string, string>;
  /** Marketing e-mails by id: what they are called, which properties they show, their sentences that may speak of AI. */
  emails: Map<string, { name: string; tokens: string[] | undefined; notices: string[] | undefined }>;
  /** Events of the security log by type. */
  securityEvents: Map<string, number>;
  /** Business rules by id: what a process does by calling one. */
  rules: Map<string, RuleReferences>;
  /** Licence keys the account holds; empty when they could not be read. */
  licences: Set<string>;
  /** Values whose counting was refused, by `objectType/property`: nobody may read that as "none". */
  refused: Set<string>;
  /** Chats whose settings were read, and bots (`bot/NAME`) that a chat hands people to. */
  chats: Set<string>;
  /** What points to a catalogue entry without proving it, by the entry's id. */
  hints: Map<string, string[]>;
  /** How many enabled automations, lists or views read a property (`objectType/property`); filled while they are read. */
  readBy: Map<string, number>;
  /** Vendors whose AI steps write a property; filled while workflows are read. */
  aiWrites: Map<string, Set<string>>;
  /** Streams that were read to their end. */
  complete: Set<string>;
  /** Streams of which at least a part was read, in this scan or an earlier one, and those the account cannot have. */
  read: Set<string>;
  /** Streams that were read in part because a right is missing. */
  withheld: Set<string>;
  /** Keys of features that an earlier scan found and that still stand. */
  standing: ReadonlySet<string>;
  account: { uiDomain?: string; id?: string };
}

export function emptyContext(): Context {
  return {
    actionTypes: new Map(),
    objects: new Map(),
    properties: new Map(),
    population: new Map(),
    writers: new Map(),
    stages: new Map(),
    emails: new Map(),
    securityEvents: new Map(),
    rules: new Map(),
    licences: new Set(),
    refused: new Set(),
    chats: new Set(),
    hints: new Map(),
    readBy: new Map(),
    aiWrites: new Map(),
    complete: new Set(),
    read: new Set(),
    withheld: new Set(),
    standing: new Set(),
    account: {},
  };
}
