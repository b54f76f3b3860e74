import type { AccessDenied } from '../kit/errors.ts';
import type { Page } from './connector.ts';

/** One part of a stream that may not be read, as its page reports it. */
export function refusal(what: string, denied: AccessDenied): NonNullable<Page['refused']>[number] {
  const grant = denied.grants[0];
  return { what, ...(grant && { grant }), reason: denied.message };
}
