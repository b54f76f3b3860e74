import { z } from 'zod';
import { DECISION_KINDS } from '../../model/declaration.ts';
import { Actor } from '../schemas.ts';

export const Decision = z
  .object({
    id: z.string(),
    key: z.string(),
    kind: z.enum(DECISION_KINDS),
    reason: z.string(),
    by: Actor,
    at: z.string(),
    lapsedAt: z.string().optional().describe('Since then the evidence or the verdict it rested on is another'),
  })
  .meta({ id: 'Decision' });

export const Decide = z.strictObject({ kind: z.enum(DECISION_KINDS), reason: z.string().trim().min(3).max(4_000) });
export const Decided = z.object({ data: z.array(Decision) }).meta({ id: 'Decisions' });
