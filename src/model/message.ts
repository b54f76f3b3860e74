import { z } from 'zod';

/** A sentence by id, with its values: the words live in `knowledge/messages`, one file a language. */
export const Message = z.object({
  id: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Message = z.infer<typeof Message>;

export function message(id: string, params?: Message['params']): Message {
  return params ? { id, params } : { id };
}
