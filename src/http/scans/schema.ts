import { z } from 'zod';
import { SCAN_KINDS } from '../../model/inventory.ts';
import { SCAN_STATES } from '../../model/scan-state.ts';
import { TenantPath } from '../schemas.ts';

export const ScanPath = TenantPath.extend({ scanId: z.string().max(100) });

/** An import needs files, so nobody can ask for one here. */
export const AskForScan = z.strictObject({ kind: z.enum(['resync', 'reassess']).default('resync') });
export const Asked = z
  .object({ id: z.string(), joined: z.boolean().describe('One was under way already: this is that one') })
  .meta({ id: 'ScanAsked' });

const Progress = z.object({
  streams: z.number().int().describe('How many the whole scan has'),
  done: z.number().int(),
  requests: z.number().int(),
  reading: z.array(
    z.object({
      stream: z.string(),
      state: z.enum(['reading', 'done']),
      assets: z.number().int(),
      total: z.number().int().optional(),
      left: z.number().int().optional().describe('Requests that it still needs, when it can tell'),
      status: z.string().optional(),
    }),
  ),
});

export const Scan = z
  .object({
    id: z.string(),
    kind: z.enum(SCAN_KINDS),
    state: z.enum(SCAN_STATES),
    requestedBy: z.string().optional(),
    startedAt: z.string(),
    finishedAt: z.string().optional(),
    requests: z.number().int(),
    attempts: z.number().int().optional(),
    waitsUntil: z.string().optional().describe('It begins, or goes on, not before'),
    cancelRequested: z.boolean(),
    progress: Progress.optional(),
    etaSeconds: z
      .number()
      .int()
      .nullable()
      .optional()
      .describe('While it runs: what is left at the pace that the rate limits allow; null while that is not known'),
    fault: z.object({ code: z.string(), message: z.string(), help: z.string() }).optional(),
  })
  .meta({ id: 'Scan' });
export type Scan = z.infer<typeof Scan>;
export const Scans = z.object({ data: z.array(Scan) }).meta({ id: 'Scans' });
