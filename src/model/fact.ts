/**
 * Where a known fact comes from.
 * `observed`: in the API's answer · `declared`: a person said so · `catalogue`: our description of the vendor's
 * feature · `linked`: follows from another asset of the same account.
 */
export const BASES = ['observed', 'declared', 'catalogue', 'linked'] as const;
export type Basis = (typeof BASES)[number];

export const UNKNOWN_REASONS = ['not-returned', 'access-denied', 'not-catalogued', 'hinted', 'conflict'] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** Words that point to a value without proving it: they raise a question, never a verdict. */
export interface Hint<T> {
  value: T;
  at: string;
  words: string;
}

/** A value we know, with its basis and where it was seen; or an open question, with the reason. Never a guess. */
export type Fact<T> =
  | { known: true; value: T; basis: Basis; at: string; conflict?: { value: T; basis: Basis; at: string } }
  | { known: false; reason: UnknownReason; hint?: Hint<T> };

export function known<T>(value: T, basis: Basis, at: string): Fact<T> {
  return { known: true, value, basis, at };
}

export function unknown<T = never>(reason: UnknownReason, hint?: Hint<T>): Fact<T> {
  return hint ? { known: false, reason, hint } : { known: false, reason };
}
