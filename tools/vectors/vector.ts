import { z } from 'zod';
import { FLAGS, TIERS } from '../../src/model/assessment.ts';
import { FACT_NAMES } from '../../src/model/facts.ts';
import { FactValues } from '../../src/model/facts-schema.ts';

/** One case anybody can check: facts in, tier and flags out, with the text that says so. `vector.schema.json` is made from this. */
const Vector = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1),
  cites: z.array(z.string().regex(/Art\. |Annex III|C\(202|draft guidelines|Recital/)).min(1),
  facts: FactValues,
  expect: z.strictObject({
    tier: z.enum(TIERS),
    flags: z.array(z.enum(FLAGS)),
    /** Obligations of the law data that must be among those called for. */
    obligations: z.array(z.string()).optional(),
    /** Facts that must be among those asked for. */
    missing: z.array(z.enum(FACT_NAMES)).optional(),
  }),
});
export const VectorFile = z.strictObject({
  $schema: z.literal('./vector.schema.json'),
  vectors: z.array(Vector).min(1),
});

/** For readers in other languages: `node tools/vectors.ts` writes it beside the cases. */
export function vectorSchema(): unknown {
  return JSON.parse(JSON.stringify(z.toJSONSchema(VectorFile, { io: 'input', unrepresentable: 'any' })));
}
