import { z } from 'zod';
import type { Json } from '../../src/model/json.ts';
import { Id } from '../../src/pull/text.ts';

// Looked at from the outside only: what is inside came out of JSON.parse and can be nothing but JSON.
const anyJson = z.custom<Json>((value) => value !== undefined);

/** A line of the flow list: whether the flow changed is all that it is asked; the rest comes with the flow. */
export const FlowSummary = z.object({
  id: Id,
  revisionId: Id.optional().catch(undefined),
  updatedAt: z.string().max(50).optional().catch(undefined),
  isEnabled: z.boolean().optional().catch(undefined),
});
export type FlowSummary = z.infer<typeof FlowSummary>;

/** A flow. HubSpot's own examples lack keys that its specification requires, so only what we cannot do without is. */
export const Flow = z.object({ id: Id, actions: z.array(z.object({}).catchall(anyJson)) }).catchall(anyJson);
export type Flow = z.infer<typeof Flow>;

/** 200 when all were read, 207 when some were not: those are missing from `results`. */
export const FlowBatch = z.object({ results: z.array(z.unknown()) });
