import { z } from 'zod';
import { Words } from '../phrases/schema.ts';

const Sourced = { source: z.string().min(1), readOn: z.iso.date() };
const Concept = z.string().regex(/^[a-z][a-z-]*$/);

/** One file of word families: concept → language → terms. `~` before a term binds it to sentences of its language. */
export const WordsFile = z.strictObject({
  ...Sourced,
  classes: z.record(Concept, z.array(z.string().min(1))).default({}),
  words: z.record(Concept, Words),
  /** What only looks like the concept: takes away the matches that it overlaps. */
  except: z.record(Concept, Words).default({}),
});
export type WordsFile = z.infer<typeof WordsFile>;

const Concepts = z.array(Concept);

/** What several concepts say together. */
export const Reading = z.strictObject({
  /** All of these; `a|b` is either. */
  of: z.array(z.string().regex(/^[a-z-]+(\|[a-z-]+)*$/)).min(1),
  /** `given`: they stand in this order. */
  order: z.enum(['any', 'given']).default('any'),
  /** At most so many words between two of them; without it, anywhere in the sentence. */
  gap: z.number().int().min(0).optional(),
  scope: z.enum(['sentence', 'text']).default('sentence'),
  /** Concepts that must not stand between the first and the last of them. */
  past: Concepts.default([]),
  /** Concepts that must not be stated in the sentence, or anywhere in the text. */
  without: Concepts.default([]),
  unless: Concepts.default([]),
  /** `fact:value`: stated, or only pointed at. */
  says: z.array(z.string().regex(/^[a-zA-Z]+:[a-z-]+$/)).default([]),
  hints: z.array(z.string().regex(/^[a-zA-Z]+:[a-z-]+$/)).default([]),
  /** A concept for readings further down. */
  makes: Concept.optional(),
});
export type Reading = z.infer<typeof Reading>;

export const ReadingsFile = z.strictObject({ ...Sourced, readings: z.array(Reading).min(1) });
