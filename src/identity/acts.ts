import type { Json } from '../model/json.ts';

/** Something that somebody did, for the audit log. */
export interface Act {
  /** Absent: nobody is signed in (yet). */
  by?: Actor;
  action: `identity.${string}`;
  /** The id of whom it concerns. */
  about?: string;
  detail?: { [key: string]: Json };
}

export interface Actor {
  kind: 'user' | 'token';
  id: string;
  name: string;
}

export type RecordAct = (act: Act) => Promise<void>;
