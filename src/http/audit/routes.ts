import { z } from 'zod';
import type { AuditEntry } from '../../model/audit.ts';
import type { Tenant } from '../../model/inventory.ts';
import { type Route, route } from '../route.ts';
import { Actor, TenantPath } from '../schemas.ts';

interface Reader {
  entries(options: { before?: number; limit?: number }): Promise<AuditEntry[]>;
}

export interface AuditDeps {
  of(tenant: Tenant): { audit: Reader };
  /** What concerns no single tenant. */
  audit: Reader;
}

const Entry = z
  .object({
    seq: z.number().int(),
    at: z.string(),
    actor: Actor,
    action: z.string(),
    target: z.string().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    previous: z.string(),
    hash: z.string().describe('Of the entry and of the one before it'),
  })
  .meta({ id: 'AuditEntry' });
const Entries = z.object({ data: z.array(Entry) }).meta({ id: 'AuditEntries' });

const query = z.strictObject({
  before: z.coerce.number().int().min(1).optional().describe('Entries older than this number'),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});
const about = { method: 'get', tag: 'Audit', query, answer: Entries } as const;

export function auditRoutes({ of, audit }: AuditDeps): Route[] {
  return [
    route(
      {
        ...about,
        path: '/tenants/{id}/audit',
        access: 'audit',
        summary: 'Every act, newest first',
        params: TenantPath,
      },
      async ({ tenant, query: asked }) => ({ data: (await of(tenant).audit.entries(asOptions(asked))).map(present) }),
    ),
    route(
      { ...about, path: '/audit', access: 'manage', summary: 'Acts that concern no single tenant, newest first' },
      async ({ query: asked }) => ({ data: (await audit.entries(asOptions(asked))).map(present) }),
    ),
  ];
}

function asOptions({ before, limit }: { before?: number | undefined; limit: number }) {
  return { ...(before !== undefined && { before }), limit };
}

function present({ chain: _chain, ...entry }: AuditEntry) {
  return entry;
}
