export const LOG_LEVELS = ['error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Write = (fields: Record<string, unknown>, words: string) => void;

/**
 * What a part of the program tells its operator: static words, facts as fields. error: a bug of ours · warn: perhaps
 * ours, or worth counting · info: what a run did, and the caller's own mistakes.
 */
export interface Log {
  error: Write;
  warn: Write;
  info: Write;
  debug: Write;
}

/** For where nobody listens: the command line and tests. */
export const silentLog: Log = { error: nothing, warn: nothing, info: nothing, debug: nothing };

function nothing(): void {
  // Says nothing.
}
