import { z } from 'zod';
import { FACT_NAMES } from '../../model/facts.ts';
import { Actor, FeaturePath } from '../schemas.ts';

export const Declaration = z
  .object({
    fact: z.string(),
    value: z.unknown(),
    reason: z.string().optional(),
    by: Actor,
    at: z.string(),
    company: z.boolean().describe('It holds for all features of the company'),
  })
  .meta({ id: 'Declaration' });

export const FactPath = FeaturePath.extend({ fact: z.enum(FACT_NAMES as unknown as [string, ...string[]]) });

export const Declare = z.strictObject({
  value: z
    .union([z.boolean(), z.string(), z.array(z.string())], 'must be true or false, a text, or a list of texts')
    .describe('As the list of facts allows for this one'),
  reason: z.string().trim().min(1).max(2_000).optional(),
});
