import type { Often } from './statements.ts';
import { Together } from './together.ts';

/** Longer than any signature is valid, by minutes: the clocks of our processes may differ that much. */
export const KEPT_MIN = 10;

export interface Seen {
  /** True the first time, for all processes that share the database. */
  isFirst(digest: string): Promise<boolean>;
}

/** Signatures that were used, by digest and for all processes: none passes twice. Old ones are pruned. */
export class SeenSignatures implements Seen {
  readonly #together: Together<string, boolean>;

  constructor(often: Often) {
    this.#together = new Together((digests) => firstOf(often, digests));
  }

  isFirst(digest: string): Promise<boolean> {
    return this.#together.one(digest);
  }
}

// Written out once: this is asked for every call of every card.
const KEEP = `
  insert into seen_signatures (digest, until)
  select distinct unnest($1::text[]), now() + interval '${KEPT_MIN} minutes'
  on conflict (digest) do nothing returning digest`;

export async function firstOf(often: Often, digests: readonly string[]): Promise<boolean[]> {
  const rows = await often<{ digest: string }>('keep-signatures', KEEP, [digests]);
  const first = new Set(rows.map(({ digest }) => digest));
  // Of two in one question that are alike, one is first.
  return digests.map((digest) => first.delete(digest));
}
