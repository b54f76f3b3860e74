import { z } from 'zod';

/** One obligation. Its words and dates are here and nowhere else; a rule names only its id. */
export const Obligation = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  article: z.string(),
  /** What must be done, in one sentence of ours. */
  duty: z.string(),
  binds: z.enum(['deployer', 'provider', 'both']),
  ground: z.enum(['law', 'good-practice']),
  /** A key of the calendar, from which the date is taken; absent for good practice. */
  calendar: z.string().optional(),
  evidence: z.string().optional(),
  status: z.enum(['final', 'draft-guideline', 'our-reading']).default('final'),
  assessedBy: z.array(z.string()).default([]),
  manual: z.string().optional(),
  source: z.string().min(1),
  readOn: z.iso.date(),
});
export type Obligation = z.infer<typeof Obligation>;

/** When each provision applies, under each version of the calendar. */
export const Calendar = z.strictObject({
  checkedOn: z.iso.date(),
  versions: z.array(
    z.strictObject({
      id: z.string(),
      basis: z.string(),
      validFrom: z.iso.date(),
      validTo: z.iso.date().nullable(),
      note: z.string(),
    }),
  ),
  provisions: z.array(
    z.strictObject({
      key: z.string(),
      dates: z.record(z.string(), z.iso.date().nullable()),
      /** Our reading of when it can bite, where the letter of the calendar says earlier (it presupposes another provision). */
      practical: z.record(z.string(), z.iso.date()).default({}),
      cite: z.string(),
      note: z.string().optional(),
      interpretive: z.boolean().default(false),
    }),
  ),
});
export type Calendar = z.infer<typeof Calendar>;

export interface Law {
  obligation(id: string): Obligation | undefined;
  obligations: readonly Obligation[];
  calendar: Calendar;
  /**
   * The date from which an obligation applies in practice under a calendar version (the current one by default);
   * null: not under it.
   */
  appliesFrom(id: string, calendarVersion?: string): string | null;
  version: string;
}
