/** A JSON object on its way out. Keys that hold `undefined` are left out when it is sent. */
export type Body = Record<string, unknown>;

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
