import { z } from 'zod';

/** Terms by language. How a term is written: `term.ts`. */
export const Words = z.record(z.string().regex(/^[a-z]{2}$|^any$/), z.array(z.string().min(1)));

/** One list of `knowledge/phrases`. */
export const PhraseFile = z.strictObject({
  source: z.string().min(1),
  readOn: z.iso.date(),
  /** Alternatives by name, for terms that hold `{name}`. */
  classes: z.record(z.string().regex(/^[a-z-]+$/), z.array(z.string().min(1))).default({}),
  /** Words over which a gap does not reach: `contrast` for every gap, `long` for `...` only. */
  stops: z
    .strictObject({ contrast: z.array(z.string()), long: z.array(z.string()) })
    .default({ contrast: [], long: [] }),
  /** What takes away every match that it overlaps. */
  except: Words.default({}),
  phrases: z
    .array(
      z.strictObject({
        value: z.string().min(1),
        strength: z.enum(['strong', 'weak']).default('strong'),
        words: Words,
        /** What takes away only matches of this value. */
        except: Words.default({}),
      }),
    )
    .min(1),
});
export type PhraseFile = z.infer<typeof PhraseFile>;
export type Words = z.infer<typeof Words>;
