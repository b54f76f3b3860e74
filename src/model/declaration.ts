import type { Actor } from './audit.ts';
import { EVERY_TENANT } from './principal.ts';
import type { FactName } from './facts.ts';

/** A fact that a person gave. The last one for a feature and fact counts; earlier ones stay as they were. */
export interface Declaration {
  /** Of the feature; `*` when the fact is the company's and holds for all its features. */
  key: string;
  fact: FactName;
  /** Absent: what was declared before is withdrawn. */
  value?: unknown;
  reason?: string;
  by: Actor;
  at: string;
}

/** Facts of the company rather than of one feature: said once, they hold for every feature. */
const COMPANY_FACTS: readonly FactName[] = ['tenantSector'];
export const EVERY_FEATURE = EVERY_TENANT;

export const keyDeclared = (key: string, fact: FactName) => (COMPANY_FACTS.includes(fact) ? EVERY_FEATURE : key);

/**
 * What a person did about a feature. `accept`: the entry and its verdict are right · `dispute`: they are not ·
 * `close`: nothing is left to do · `reopen`: something is again · `publish-notice`: people are told.
 */
export const DECISION_KINDS = ['accept', 'dispute', 'close', 'reopen', 'publish-notice'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** Kept as it was made, also when it lapsed: the evidence or the verdict that it rested on is another now. */
export interface Decision {
  id: string;
  key: string;
  kind: DecisionKind;
  reason: string;
  by: Actor;
  at: string;
  lapsedAt?: string;
}
