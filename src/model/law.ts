import { z } from 'zod';

/** A question the text leaves open: both readings, and which one we work with until somebody decides it. */
const OpenQuestion = z.strictObject({
  question: z.string(),
  readings: z.tuple([z.string(), z.string()]),
  ours: z.string(),
});

/** One obligation. Its words and dates are here and nowhere else; a rule names only its id. */
export const Obligation = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  article: z.string(),
  /** What must be done, in one sentence of ours. */
  duty: z.string(),
  binds: z.enum(['deployer', 'provider', 'both']),
  /** More exactly than `binds`, where not every deployer or provider is meant. */
  whom: z.string().optional(),
  ground: z.enum(['law', 'good-practice']),
  /** Told beside the duties, asks for no act by itself (fines, rights of others, transition). */
  information: z.boolean().default(false),
  /** A key of the calendar, from which the date is taken; absent for good practice and for other laws. */
  calendar: z.string().optional(),
  /** What closes it in the register. */
  evidence: z.string().optional(),
  status: z.enum(['final', 'draft-guideline', 'our-reading']).default('final'),
  open: OpenQuestion.optional(),
  assessedBy: z.array(z.string()).default([]),
  /** Why no rule can tell whether it applies. */
  manual: z.string().optional(),
  /** Words of the law itself, letter by letter, so that the reading can be checked against the text. */
  quote: z.string().optional(),
  source: z.string().min(1),
  textVersion: z.string().min(1),
  readOn: z.iso.date(),
});
export type Obligation = z.infer<typeof Obligation>;

/** The file: texts are named once, each obligation says from which it was read. */
export const LawFile = z.strictObject({
  texts: z.record(z.string(), z.strictObject({ title: z.string(), version: z.string(), readOn: z.iso.date() })),
  /** Lists that several obligations share. */
  shared: z.unknown().optional(),
  obligations: z.array(
    Obligation.omit({ source: true, textVersion: true, readOn: true }).extend({
      text: z.string(),
      readOn: z.iso.date().optional(),
    }),
  ),
});
export type LawFile = z.infer<typeof LawFile>;

/** When each provision applies, under each version of the calendar. */
export const Calendar = z.strictObject({
  checkedOn: z.iso.date(),
  acts: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      published: z.string().optional(),
      signed: z.iso.date().optional(),
      entryIntoForce: z.iso.date().optional(),
      note: z.string().optional(),
    }),
  ),
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
  /** What was not settled when the texts were read: looked at again by `npm run law:review`. */
  watch: z.array(z.strictObject({ what: z.string(), state: z.string(), readOn: z.iso.date() })),
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
