import { z } from 'zod';
import { FLAGS, NOTICES, TIERS } from '../../model/assessment.ts';
import { CHANGES } from '../../model/change.ts';

const State = z.object({
  tier: z.enum(TIERS),
  flags: z.array(z.enum(FLAGS)),
  notice: z.enum(NOTICES),
  assessment: z.number().int().optional().describe('The stored verdict, with its trace'),
});

const Change = z
  .object({
    id: z.number().int(),
    scan: z.string(),
    at: z.string(),
    key: z.string(),
    name: z.string(),
    what: z.enum(CHANGES),
    text: z.array(z.string()).describe('What moved, in sentences'),
    before: State.nullable().describe('null: it was not there'),
    after: State.nullable().describe('null: it is gone'),
    facts: z.array(z.object({ fact: z.string(), before: z.unknown(), after: z.unknown() })).describe('null: not known'),
    says: z
      .array(z.object({ rule: z.string(), text: z.string(), citations: z.array(z.string()) }))
      .optional()
      .describe('Rules that say something else than before'),
    silent: z.array(z.string()).optional().describe('Rules that hold no longer'),
    cleared: z.boolean().optional().describe('Gone, because it was looked at and is no AI any more'),
  })
  .meta({ id: 'Change' });
export const Changes = z.object({ data: z.array(Change) }).meta({ id: 'Changes' });

export const ListChanges = z.strictObject({
  since: z
    .union([z.iso.datetime({ offset: true }), z.iso.date(), z.coerce.number().int().min(0)])
    .optional()
    .describe('A date, a time, or the number of the last change that was seen'),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});
