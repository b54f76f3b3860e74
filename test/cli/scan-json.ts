import { z } from 'zod';

const Moment = z.iso.datetime();
const Fact = z.union([
  z.looseObject({
    known: z.literal(true),
    value: z.unknown(),
    basis: z.enum(['observed', 'declared', 'catalogue', 'linked']),
    at: z.string(),
  }),
  z.looseObject({ known: z.literal(false), reason: z.string() }),
]);

const Obligation = z.strictObject({
  id: z.string(),
  article: z.string(),
  duty: z.string(),
  binds: z.string(),
  ground: z.enum(['law', 'good-practice']),
  from: z.iso.date().nullable(),
  status: z.enum(['in-force', 'upcoming']),
});

const Feature = z.strictObject({
  key: z.string().regex(/^(hubspot|sugarcrm):[a-z-]+:\S/),
  name: z.string(),
  kind: z.enum([
    'automation',
    'chatbot',
    'score',
    'sentiment',
    'content',
    'agent',
    'enrichment',
    'forecast',
    'recommendation',
    'other',
  ]),
  asset: z.strictObject({
    kind: z.string(),
    externalId: z.string(),
    objectType: z.string().optional(),
    url: z.url().optional(),
  }),
  system: z.strictObject({ id: z.string(), vendor: z.string(), name: z.string(), model: z.string().optional() }),
  enabled: z.boolean().nullable(),
  inUse: z.boolean().nullable(),
  dormant: z.literal(true).optional(),
  staleSince: Moment.optional(),
  tier: z.enum(['prohibited', 'high', 'limited', 'minimal', 'not-ai', 'undetermined']),
  flags: z.array(z.enum(['prohibited-practice-review', 'high-risk-review', 'transparency-notice'])),
  notice: z.enum(['present', 'absent', 'unknown', 'not-needed']),
  obligations: z.array(Obligation),
  because: z.array(
    z.strictObject({
      rule: z.string(),
      outcome: z.string(),
      text: z.string().min(10),
      citations: z.array(z.string()),
      /** More than the contract asks: fact, place, rule and article in a row. */
      path: z.array(z.string()),
    }),
  ),
  missing: z.array(
    z.strictObject({
      fact: z.string(),
      question: z.string().regex(/\?/),
      /** More than the contract asks: what an answer would change. */
      why: z.string(),
    }),
  ),
  facts: z.record(z.string(), Fact),
  evidence: z
    .array(
      z.strictObject({
        claim: z.string().min(1),
        at: z.string(),
        value: z.string().optional(),
        certainty: z.enum(['proven', 'likely', 'hint']),
      }),
    )
    .min(1),
  links: z.array(z.looseObject({ relation: z.enum(['feeds', 'reads', 'acts-on', 'sends', 'discloses']) })),
});

/** What `--json` promises to other programs: `ai-inventory/scan@1`, no key more and none less. */
export const ScanJson = z.strictObject({
  schema: z.literal('ai-inventory/scan@1'),
  tenant: z.strictObject({
    id: z.string(),
    crm: z.enum(['hubspot', 'sugarcrm']),
    name: z.string(),
    account: z.string(),
  }),
  scan: z.strictObject({
    id: z.string(),
    kind: z.enum(['resync', 'reassess', 'import']),
    startedAt: Moment,
    finishedAt: Moment,
    requests: z.number().int(),
    stamps: z.strictObject({ rules: z.string(), law: z.string(), catalogue: z.string(), mappings: z.string() }),
  }),
  coverage: z.array(
    z.strictObject({
      stream: z.string(),
      status: z.enum(['complete', 'partial', 'denied', 'failed', 'unavailable']),
      assets: z.number().int(),
      reason: z.string().optional(),
      grant: z.string().optional(),
      quarantined: z.array(z.strictObject({ item: z.string(), reason: z.string() })).optional(),
    }),
  ),
  examined: z.strictObject({
    assets: z.number().int(),
    ai: z.number().int(),
    notAi: z.number().int(),
    undetermined: z.number().int(),
  }),
  features: z.array(Feature),
  notAi: z.array(z.strictObject({ key: z.string(), name: z.string(), because: z.string().min(10) })),
  notVisible: z.array(
    z.strictObject({
      catalogueId: z.string(),
      name: z.string(),
      why: z.enum(['no-api', 'scope', 'edition']),
      question: z.string(),
      /** Those that exist and could not be counted: files hold no records. */
      properties: z.array(z.string()).optional(),
    }),
  ),
});
export type ScanJson = z.infer<typeof ScanJson>;
