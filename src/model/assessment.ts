import type { FactName } from './facts.ts';
import type { Message } from './message.ts';

/** The legal tier on known facts (docs/interface.md). */
export const TIERS = ['prohibited', 'high', 'limited', 'minimal', 'not-ai', 'undetermined'] as const;
export type Tier = (typeof TIERS)[number];

export const FLAGS = ['prohibited-practice-review', 'high-risk-review', 'transparency-notice'] as const;
export type Flag = (typeof FLAGS)[number];

/** In whatever order. */
export function sameFlags(a: { flags: readonly Flag[] }, b: { flags: readonly Flag[] }): boolean {
  return a.flags.length === b.flags.length && a.flags.every((flag) => b.flags.includes(flag));
}

export const NOTICES = ['present', 'absent', 'unknown', 'not-needed'] as const;
export type NoticeState = (typeof NOTICES)[number];

/**
 * What a rule says of one feature.
 * `flagged`: its condition holds on known facts · `needs-review`: a signal points to it and facts to exclude it are
 * missing · `open`: facts are missing and nothing points to it · `clear`: it does not hold.
 */
export const OUTCOMES = ['flagged', 'needs-review', 'open', 'clear'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A fact that a rule has read, kept for the explanation. */
export interface ReadFact {
  fact: FactName;
  value: string;
  at: string;
  basis: string;
}

export interface Verdict {
  rule: string;
  outcome: Outcome;
  text: Message;
  citations: string[];
  read: ReadFact[];
  missing: FactName[];
}

/** An obligation of `knowledge/law` as it binds this feature; words and dates are looked up when it is shown. */
export interface DueObligation {
  id: string;
  /** The rule that called for it. */
  rule: string;
}

/** The verdict on one feature: recomputable from its facts and the stamps. */
export interface Assessment {
  tier: Tier;
  flags: Flag[];
  notice: NoticeState;
  /** Switched off: keeps its tier, has no flags and no obligations in force. */
  dormant: boolean;
  obligations: DueObligation[];
  because: Verdict[];
  /** Facts that rules lack, most decisive first; `src/assess/what-if.ts` tells which of them can change the outcome. */
  missing: FactName[];
}

/** One answer to an open question and what the verdict would be then. */
export interface Choice {
  value: unknown;
  tier: Tier;
  flags: Flag[];
}

/** An open fact that can change the outcome, with what each answer would lead to. */
export interface Question {
  fact: FactName;
  choices: Choice[];
}

/** The versions a verdict rests on, so that it can be explained later. */
export interface Stamps {
  rules: string;
  law: string;
  catalogue: string;
  mappings: string;
}
