import { z } from 'zod';
import { FLAGS, NOTICES, OUTCOMES, TIERS } from '../../model/assessment.ts';
import { BASES, UNKNOWN_REASONS } from '../../model/fact.ts';
import { FEATURE_KINDS } from '../../model/feature.ts';
import { SORTS } from '../../store/features.ts';
import { Decision } from '../decisions/schema.ts';
import { Declaration } from '../declarations/schema.ts';
import { oneOrMore, paged } from '../schemas.ts';

export const Fact = z
  .object({
    known: z.boolean(),
    value: z.unknown().optional(),
    basis: z.enum(BASES).optional(),
    at: z.string().optional().describe('Where it was seen'),
    conflict: z
      .object({ value: z.unknown(), basis: z.enum(BASES), at: z.string() })
      .optional()
      .describe('Another value for the same fact, that a person has to settle'),
    reason: z.enum(UNKNOWN_REASONS).optional().describe('Why it is not known'),
    hint: z.unknown().optional().describe('Words that point to a value without proving it'),
  })
  .meta({ id: 'Fact' });

export const Missing = z.object({ fact: z.string(), question: z.string(), why: z.string() });

/** One feature, as every export has it. */
export const Feature = z
  .object({
    key: z.string(),
    name: z.string(),
    kind: z.enum(FEATURE_KINDS),
    asset: z.object({
      kind: z.string(),
      externalId: z.string(),
      objectType: z.string().optional(),
      url: z.string().optional(),
    }),
    system: z.object({ id: z.string(), vendor: z.string(), name: z.string(), model: z.string().optional() }),
    enabled: z.boolean().nullable(),
    inUse: z.boolean().nullable(),
    dormant: z.boolean().optional().describe('Switched off: no flags, and no duty in force'),
    staleSince: z.string().optional().describe('Not seen again since, because its stream could not be read'),
    tier: z.enum(TIERS),
    flags: z.array(z.enum(FLAGS)),
    notice: z.enum(NOTICES),
    obligations: z.array(
      z.object({
        id: z.string(),
        article: z.string(),
        duty: z.string(),
        binds: z.string(),
        ground: z.string(),
        from: z.string().nullable(),
        status: z.enum(['in-force', 'upcoming']),
      }),
    ),
    because: z.array(
      z.object({
        rule: z.string(),
        outcome: z.enum([...OUTCOMES, 'undetermined']),
        text: z.string(),
        citations: z.array(z.string()),
        path: z.array(z.string()),
      }),
    ),
    missing: z.array(Missing),
    facts: z.record(z.string(), Fact),
    evidence: z.array(
      z.object({ claim: z.string(), at: z.string(), value: z.string().optional(), certainty: z.string() }),
    ),
    links: z.array(
      z.object({
        relation: z.string(),
        asset: z.object({ kind: z.string(), externalId: z.string(), name: z.string() }),
        at: z.string(),
      }),
    ),
  })
  .meta({ id: 'Feature' });

export const Explanation = z
  .object({
    verdict: z.string(),
    notes: z.array(z.string()),
    sections: z.array(
      z.object({ title: z.string(), items: z.array(z.object({ text: z.string(), under: z.array(z.string()) })) }),
    ),
    closing: z.array(z.string()),
  })
  .meta({ id: 'Explanation' });

export const FeatureInFull = Feature.extend({
  explanation: Explanation,
  declarations: z.array(Declaration),
  decisions: z.array(Decision).describe('Newest first, those that lapsed too'),
}).meta({ id: 'FeatureInFull' });

export const ListFeatures = z.strictObject({
  tier: oneOrMore(TIERS),
  flag: oneOrMore(FLAGS),
  kind: oneOrMore(FEATURE_KINDS),
  q: z.string().trim().min(1).max(200).optional().describe('Part of a name, key, system or vendor'),
  sort: z
    .enum(SORTS.flatMap((name) => [name, `-${name}` as const]) as [string, ...string[]])
    .default('tier')
    .describe('tier: gravest first; with - the other way round'),
  ...paged,
});

export const FeaturePage = z
  .object({ data: z.array(Feature), total: z.number().int(), page: z.number().int(), size: z.number().int() })
  .meta({ id: 'FeaturePage' });
