import { z } from 'zod';
import type { Language } from './message.ts';

/** What the package in SugarCRM is told, and shows. */
export interface PushedSummary {
  version: 1;
  /** `disconnected`: nobody looks any more; nothing else is said then. */
  state: 'ready' | 'disconnected';
  /** When the CRM was last read, or the connection ended. */
  at: string;
  /** Of everything but the hour: what Sugar holds already is not written again. */
  digest: string;
}

export interface ReadySummary extends PushedSummary {
  state: 'ready';
  /** Every stream was read whole. */
  complete: boolean;
  examined: { assets: number; ai: number; notAi: number; undetermined: number };
  unread: { stream: string; status: string; grant?: string }[];
  /** How many there are, shown or not: `all`, `unplaced` (on which records they act is not known), and by module. */
  totals: Record<string, number>;
  features: SummaryFeature[];
  /** What `does` and `why` point to. */
  texts: Record<Language, string>[];
  dashboard?: string;
}

export interface SummaryFeature {
  name: string;
  kind: string;
  tier: string;
  flags: string[];
  notice: string;
  /** Empty: not known. */
  modules: string[];
  /** The field that it fills: who may not see the field is not told of it. */
  field?: string;
  decision?: string;
  does?: number;
  why?: number;
  off?: true;
  stale?: true;
}

/** Of a summary that Sugar holds, which may be anybody's. */
export const HeldSummary = z.looseObject({ state: z.string(), digest: z.string() });

/** By these words a scan knows our own package among those that are installed. */
export const OWN_PACKAGE = {
  name: 'AI Feature Inventory',
  description: 'Shows which AI features act on a record, and what the EU AI Act asks for.',
  /** Where the link in the administration leads. */
  page: 'Home/layout/aiinv',
} as const;
