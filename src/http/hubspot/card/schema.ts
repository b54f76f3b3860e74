import { z } from 'zod';
import { FLAGS, NOTICES, TIERS } from '#src/model/assessment.ts';
import { STREAM_STATUSES } from '#src/model/coverage.ts';
import { DECISION_KINDS } from '#src/model/declaration.ts';
import { FEATURE_KINDS } from '#src/model/feature.ts';
import { LANGUAGES } from '#src/model/message.ts';

/** How a feature reaches a record. */
export const HOW = ['property', 'workflow', 'segment', 'chat', 'email', 'declared'] as const;
export type How = (typeof HOW)[number];

export const CardFeature = z
  .object({
    key: z.string(),
    name: z.string(),
    kind: z.enum(FEATURE_KINDS),
    tier: z.enum(TIERS),
    tierLabel: z.string(),
    flags: z.array(z.enum(FLAGS)),
    flagLabels: z.array(z.string()),
    notice: z.enum(NOTICES),
    noticeLabel: z.string(),
    does: z.string().describe('What it does with such a record'),
    why: z.string().describe('Why it is judged so, with the article'),
    reading: z.boolean().describe('`why` is a reading of ours, not the law itself'),
    how: z.array(z.enum(HOW)),
    certain: z.boolean().describe('false: whether it acts on such a record is not known; it is shown because it may'),
    enabled: z.boolean().nullable(),
    stale: z.boolean().describe('Not seen again in the last scan, because its stream could not be read'),
    decision: z.object({ kind: z.enum(DECISION_KINDS), label: z.string(), at: z.string() }).optional(),
    url: z.string(),
  })
  .meta({ id: 'CardFeature' });
export type CardFeature = z.infer<typeof CardFeature>;

export const Unread = z.object({
  stream: z.string(),
  label: z.string(),
  status: z.enum([...STREAM_STATUSES, 'not-asked']),
  grant: z.string().optional(),
  text: z.string(),
});
export type Unread = z.infer<typeof Unread>;

export const Running = z.object({
  id: z.string(),
  done: z.number().int(),
  total: z.number().int().describe('Streams of the scan; 0 before it begins'),
  requests: z.number().int(),
  etaSeconds: z.number().int().nullable(),
});
export type Running = z.infer<typeof Running>;

const Scan = z.object({
  finishedAt: z.string().nullable(),
  complete: z.boolean().describe('Every stream was read whole'),
  running: Running.nullable(),
});

/** Without `scan` and what follows in states in which nothing is known. */
export const FeaturesAnswer = z
  .object({
    state: z.enum(['ready', 'not-connected', 'reconnect', 'never-scanned', 'unsupported-object']),
    scan: Scan.optional(),
    unread: z.array(Unread).optional(),
    features: z.array(CardFeature).optional(),
    more: z.number().int().optional(),
    dashboardUrl: z.string().optional(),
  })
  .meta({ id: 'CardFeatures' });
export type FeaturesAnswer = z.infer<typeof FeaturesAnswer>;

/** A language that we have no words in is none. */
const language = z.enum(LANGUAGES).optional().catch(undefined);
const typeId = z.string().regex(/^\d{1,3}-\d{1,20}$/);

export const AboutRecords = z.object({ objectTypeId: typeId.optional().catch(undefined), language });
