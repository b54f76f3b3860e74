import { z } from 'zod';

/** `paging` is absent on the last page; `total` is known to some endpoints only. */
export const Envelope = z.object({
  results: z.array(z.unknown()),
  total: z.number().int().nonnegative().optional().catch(undefined),
  paging: z
    .object({ next: z.object({ after: z.union([z.string(), z.number()]).transform(String) }).nullish() })
    .nullish(),
});
