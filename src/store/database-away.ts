/**
 * Of the network, or of PostgreSQL's classes for who may connect, to which database, and whether it is up. What Node
 * says of a wrong call (`ERR_…`) is a bug.
 */
const NO_CONNECTION = /^(?:E(?!RR_)[A-Z_]+|08...|28...|3D...|53...|57P..)$/;

/** True for what goes wrong between us and the server; false for an error of a query. */
export function isDatabaseAway(error: unknown): boolean {
  const code = codeOf(error);
  const isTimeOut = code === undefined && /timeout|terminated|not queryable/i.test(String(error));
  return isTimeOut || NO_CONNECTION.test(code ?? '');
}

export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
