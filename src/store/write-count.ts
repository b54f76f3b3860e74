import type { LogEvent } from 'kysely';

/** What reads only; and what is written of signatures, which says nothing of any tenant. */
const READS = /^\s*select\b|\bseen_signatures\b/i;

/**
 * Counts what this process writes, so that what was read before can be known to stand. Only where no other process has
 * the database, and where nobody reads between a statement and the end of its transaction: on its one connection.
 */
export class WriteCount {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** For Kysely, which tells of a statement before its caller learns of it. */
  readonly watch = ({ query }: LogEvent): void => {
    if (query.query.kind !== 'SelectQueryNode' && !READS.test(query.sql)) {
      this.#count += 1;
    }
  };
}
