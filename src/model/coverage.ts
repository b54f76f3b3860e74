import { z } from 'zod';

/**
 * How far a stream was read. Only `complete` may retire what was not seen again.
 * `unavailable`: the account's edition or version has no such thing, and the API says so.
 */
export const STREAM_STATUSES = ['complete', 'partial', 'denied', 'failed', 'unavailable'] as const;

export const StreamReport = z.object({
  stream: z.string(),
  status: z.enum(STREAM_STATUSES),
  /** Assets this scan saw, unchanged ones included. */
  assets: z.number().int(),
  /** One sentence for the administrator; absent when complete. */
  reason: z.string().optional(),
  /** The scope or right to grant. */
  grant: z.string().optional(),
  /** Items that could not be read, with the reason, at most the first 20. */
  quarantined: z.array(z.object({ item: z.string(), reason: z.string() })).optional(),
});
export type StreamReport = z.infer<typeof StreamReport>;
export type StreamStatus = StreamReport['status'];
