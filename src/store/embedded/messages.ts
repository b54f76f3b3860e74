import type { Results } from '@electric-sql/pglite';

export type Result = Pick<Results<Record<string, unknown>>, 'rows' | 'fields' | 'affectedRows' | 'command'>;

/** What the thread of the database is asked for, and what it says. */
export type Order =
  { kind: 'query'; text: string; values: unknown[] | undefined } | { kind: 'exec'; text: string } | { kind: 'close' };
export type Call = Order & { id: number };
export type Answer = { id: number } & ({ results: Result[] } | { error: Fault });

/** An error as it passes between threads, where only plain values do. */
export interface Fault {
  message: string;
  stack: string | undefined;
  /** PostgreSQL's code, table, constraint and so on. Never the values of a query. */
  fields: Record<string, string | number>;
}

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) {
    return { message: String(error), stack: undefined, fields: {} };
  }
  const plain = Object.entries(error).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return { message: error.message, stack: error.stack, fields: Object.fromEntries(plain) as Fault['fields'] };
}

export function errorOf({ message, stack, fields }: Fault): Error {
  return Object.assign(new Error(message), fields, stack === undefined ? {} : { stack });
}
