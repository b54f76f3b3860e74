import type { Words } from '../../exports/words.ts';
import type { StoredChange } from '../../model/change.ts';
import type { Tenant } from '../../model/inventory.ts';
import type { Language } from '../../model/message.ts';
import { type Route, route } from '../route.ts';
import { TenantPath } from '../schemas.ts';
import { presentChange } from './present.ts';
import { Changes, ListChanges } from './schema.ts';

export interface ChangeDeps {
  of(tenant: Tenant): {
    changes: { list(wanted: { since?: number; from?: string; limit: number }): Promise<StoredChange[]> };
  };
  words(language: Language): Words;
}

export function changeRoutes({ of, words }: ChangeDeps): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/tenants/{id}/changes',
        access: 'read',
        tag: 'Changes',
        summary: 'What is new, gone, changed, or judged otherwise, oldest first',
        params: TenantPath,
        query: ListChanges,
        answer: Changes,
      },
      async ({ tenant, query: { since, limit }, language }) => {
        const changes = await of(tenant).changes.list({ ...startOf(since), limit });
        return { data: changes.map((change) => presentChange(change, words(language))) };
      },
    ),
  ];
}

/** Times are kept in UTC, and compared as text. */
function startOf(since: string | number | undefined): { since?: number; from?: string } {
  if (typeof since === 'number') {
    return { since };
  }
  return since === undefined ? {} : { from: new Date(since).toISOString() };
}
