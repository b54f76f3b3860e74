import { z } from 'zod';
import type { JsonObject } from '../../src/model/json.ts';
import type { Page } from '../../src/pull/connector.ts';
import type { SubAnswer, SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { readMe } from './instance.ts';

/** Records of a module that hold something: `field` with an operator, and a value where the operator wants one. */
export interface CountOf {
  module: string;
  field: string;
  operator: '$not_empty' | '$not_null' | '$equals' | '$in';
  values?: readonly string[];
}

export type State = 'counted' | 'not-licensed' | 'not-available' | 'not-checkable';

export interface Counted {
  /** What goes into an asset's payload. */
  result: JsonObject;
  /** Why it could not be counted, for the coverage. */
  refused?: NonNullable<Page['refused']>[number];
  quarantined?: NonNullable<Page['quarantined']>[number];
}

const Count = z.object({ record_count: z.coerce.number().int().nonnegative() });

/** A filter as it stands in an address. */
export function countPath({ module, field, operator, values }: CountOf): string {
  const at = `filter[0][${field}][${operator}]`;
  const value = (text: string) => encodeURIComponent(text);
  const query =
    operator === '$in'
      ? (values ?? []).map((text) => `${at}[]=${value(text)}`).join('&')
      : `${at}=${value(values?.[0] ?? '')}`;
  return `${module}/count?${query}`;
}

/**
 * Counts by search, nothing of the records is read. What Sugar refuses tells as much as a number: an unknown field is not
 * there, a refused one is not licensed (to an administrator) or not for this user's eyes.
 */
export async function countAll(client: SugarClient, wanted: readonly CountOf[]): Promise<Counted[]> {
  const { type, acl } = await readMe(client);
  const answers = await client.bulk(wanted.map(countPath));
  return wanted.map(({ module, field }, index) => {
    const answer = answers[index] ?? { status: 0, body: undefined };
    const unlicensed = acl[module]?.fields?.[field]?.license === 'no';
    return read(answer, `${module}/${field}`, { unlicensed, isAdmin: type === 'admin' });
  });
}

function read({ status, body }: SubAnswer, name: string, user: { unlicensed: boolean; isAdmin: boolean }): Counted {
  const count = status === 200 ? Count.safeParse(body) : undefined;
  if (count?.success) {
    return { result: { state: 'counted', total: count.data.record_count } };
  }
  if (status === 422 || status === 404) {
    return { result: { state: 'not-available' } };
  }
  if (status === 403) {
    return user.unlicensed || user.isAdmin
      ? { result: { state: 'not-licensed' } }
      : {
          result: { state: 'not-checkable' },
          refused: { what: name, grant: ADMIN, reason: 'This user may not search by the field.' },
        };
  }
  const reason = status === 200 ? 'the answer holds no count' : `the count was answered with ${status}`;
  return { result: { state: 'not-checkable' }, quarantined: { item: name, reason } };
}

/** The gaps of several counts, as a page reports them. */
export function gapsOf(counts: readonly Counted[]): Pick<Page, 'refused' | 'quarantined'> {
  return {
    refused: counts.flatMap(({ refused }) => refused ?? []),
    quarantined: counts.flatMap(({ quarantined }) => quarantined ?? []),
  };
}
