import { type DestinationStream, pino } from 'pino';
import { AppError } from './kit/errors.ts';
import type { Log, LogLevel } from './kit/log.ts';
import { redactText } from './redact/redact-text.ts';
import { namesSecret } from './redact/secret-names.ts';

const SECRET = '[secret]';
const DEEPEST = 6;
const LONGEST_LIST = 50;

/** One JSON object a line. Every value passes the redaction, wherever it stands: a caller cannot forget it. */
export function makeLog(level: LogLevel, to: DestinationStream = pino.destination({ dest: 2, sync: true })): Log {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: (fields: object) => redacted(fields) },
  };
  const logger = pino(options, to);
  const write = (name: keyof Log) => (fields: Record<string, unknown>, words: string) => {
    logger[name](fields, redactText(words, 500));
  };
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
}

function redacted(fields: object): Record<string, unknown> {
  return entriesOf(fields, 0);
}

function entriesOf(value: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      redactText(name, 100),
      namesSecret(name) ? SECRET : safe(item, depth),
    ]),
  );
}

function safe(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    return redactText(value);
  }
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'bigint' ? String(value) : value;
  }
  if (value instanceof Error) {
    return errorOf(value, depth);
  }
  if (value instanceof Date) {
    return value.toJSON();
  }
  if (depth >= DEEPEST || ArrayBuffer.isView(value)) {
    return '[object]';
  }
  if (Array.isArray(value)) {
    return value.slice(0, LONGEST_LIST).map((item) => safe(item, depth + 1));
  }
  if (value instanceof URL) {
    return redactText(value.href);
  }
  return entriesOf(value, depth + 1);
}

/** What is thrown on purpose needs no stack. Of others their own fields are left out: drivers put values there. */
function errorOf(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: redactText(error.message),
    ...(!(error instanceof AppError) && error.stack !== undefined && { stack: redactText(error.stack, 4_000) }),
    ...(error.cause !== undefined && depth < DEEPEST && { cause: safe(error.cause, depth + 1) }),
  };
}
