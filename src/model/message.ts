import { z } from 'zod';

/** Languages in which everything is told; a folder of `knowledge/messages` each. */
export const LANGUAGES = ['en', 'fr', 'de', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A sentence by id, with its values: the words live in `knowledge/messages`, one file a language. */
export const Message = z.object({
  id: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Message = z.infer<typeof Message>;

export function message(id: string, params?: Message['params']): Message {
  return params ? { id, params } : { id };
}
