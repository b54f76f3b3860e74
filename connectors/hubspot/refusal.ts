import type { AccessDenied } from '../../src/kit/errors.ts';
import type { Page } from '../../src/pull/connector.ts';

/** One part of a stream that may not be read, as its page reports it. */
export function refusal(what: string, denied: AccessDenied): NonNullable<Page['refused']>[number] {
  const grant = denied.grants[0];
  return { what, ...(grant && { grant }), reason: denied.message };
}
