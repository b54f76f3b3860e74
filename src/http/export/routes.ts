import { z } from 'zod';
import { toCsv } from '../../exports/csv.ts';
import { presentScan } from '../../exports/present-scan.ts';
import type { Words } from '../../exports/words.ts';
import { NotFound } from '../../kit/errors.ts';
import type { StoredInventory, Tenant } from '../../model/inventory.ts';
import type { Language } from '../../model/message.ts';
import { Reply } from '../reply.ts';
import { type Route, route } from '../route.ts';
import { TenantPath } from '../schemas.ts';

export interface ExportDeps {
  of(tenant: Tenant): { inventories: { read(): Promise<StoredInventory | undefined> } };
  words(language: Language): Words;
}

export function exportRoutes({ of, words }: ExportDeps): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/tenants/{id}/export',
        access: 'read',
        tag: 'Export',
        summary: 'The whole inventory: the same document as scan --json, or a table',
        params: TenantPath,
        query: z.strictObject({ format: z.enum(['json', 'csv']).default('json') }),
        answer: z.looseObject({ schema: z.literal('ai-inventory/scan@1') }),
        types: ['text/csv'],
      },
      async ({ tenant, query: { format }, language }) => {
        const inventory = await of(tenant).inventories.read();
        if (!inventory) {
          throw new NotFound('scan', 'This account has no finished scan yet: start one.');
        }
        const presented = presentScan(inventory, words(language));
        const named = {
          'content-disposition': `attachment; filename="ai-inventory-${tenant.id.replace(/[^\w.-]/g, '-')}.${format}"`,
        };
        return format === 'csv'
          ? new Reply(toCsv(presented), { type: 'text/csv', headers: named })
          : new Reply(presented, { headers: named });
      },
    ),
  ];
}
