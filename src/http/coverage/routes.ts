import { z } from 'zod';
import { presentNotVisible } from '../../exports/present-not-visible.ts';
import type { Words } from '../../exports/words.ts';
import { NotFound } from '../../kit/errors.ts';
import { StreamReport } from '../../model/coverage.ts';
import { SCAN_KINDS, type StoredInventory, type Tenant } from '../../model/inventory.ts';
import type { Language } from '../../model/message.ts';
import { type Route, route } from '../route.ts';
import { TenantPath } from '../schemas.ts';

export interface CoverageDeps {
  of(tenant: Tenant): {
    inventories: {
      last(): Promise<Pick<StoredInventory, 'scan' | 'coverage' | 'examined' | 'notVisible'> | undefined>;
    };
  };
  words(language: Language): Words;
}

const Scan = z
  .object({
    id: z.string(),
    kind: z.enum(SCAN_KINDS),
    startedAt: z.string(),
    finishedAt: z.string(),
    requests: z.number().int(),
    stamps: z.object({ rules: z.string(), law: z.string(), catalogue: z.string(), mappings: z.string() }),
  })
  .meta({ id: 'FinishedScan' });

const Coverage = z
  .object({
    scan: Scan,
    coverage: z.array(StreamReport.meta({ id: 'Stream' })),
    examined: z.object({
      assets: z.number().int(),
      ai: z.number().int(),
      notAi: z.number().int(),
      undetermined: z.number().int(),
    }),
    notVisible: z.array(
      z.object({
        catalogueId: z.string(),
        name: z.string(),
        why: z.enum(['no-api', 'scope', 'edition']),
        question: z.string(),
        properties: z.array(z.string()).optional(),
      }),
    ),
  })
  .meta({ id: 'Coverage' });

export function coverageRoutes({ of, words }: CoverageDeps): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/tenants/{id}/coverage',
        access: 'read',
        tag: 'Coverage',
        summary: 'What the last scan could look at, and what no scan can see',
        params: TenantPath,
        answer: Coverage,
      },
      async ({ tenant, language }) => {
        const last = await of(tenant).inventories.last();
        if (!last) {
          throw new NotFound('scan', 'This account has no finished scan yet: start one.');
        }
        const told = words(language);
        return { ...last, notVisible: last.notVisible.map((item) => presentNotVisible(item, told)) };
      },
    ),
  ];
}
