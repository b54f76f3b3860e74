/** Longer than any signature is valid, by minutes: the clocks of our processes may differ that much. */
export const KEPT_MIN = 10;

/** Signatures that were used: none passes twice. By digest; old ones are pruned. */
export interface Seen {
  /** True the first time, for all processes that share the database. */
  isFirst(digest: string): Promise<boolean>;
}
