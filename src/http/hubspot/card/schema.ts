import { z } from 'zod';
import { FLAGS, NOTICES, TIERS } from '#src/model/assessment.ts';
import { STREAM_STATUSES } from '#src/model/coverage.ts';
import { DECISION_KINDS } from '#src/model/declaration.ts';
import { FEATURE_KINDS } from '#src/model/feature.ts';
import { LANGUAGES } from '#src/model/message.ts';
import { Schedule as Cron, TimeZone } from '../../tenants/schema.ts';

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
  done: z.number().int().nullable(),
  total: z.number().int().nullable().describe('Streams of the scan; null before it has told'),
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

const unknown = z.object({
  known: z.literal(false),
  reason: z.enum(['denied', 'failed', 'not-asked']).describe('failed: also when HubSpot took too long'),
  grant: z.string().optional(),
});
/** A part of a live answer: known, or not and why. */
export type Told<T> = ({ known: true } & T) | z.infer<typeof unknown>;

const Present = z.discriminatedUnion('known', [
  z.object({ known: z.literal(true), value: z.enum(['set', 'empty', 'chatted', 'not-chatted']) }),
  unknown,
]);
export type Present = z.infer<typeof Present>;

/** Whether there is a value, never which one. */
export const RecordAnswer = z
  .object({
    state: z.enum(['ready', 'not-connected', 'reconnect', 'unsupported-object']),
    present: z.record(z.string(), Present).optional().describe('By the key of a feature'),
    chats: z
      .discriminatedUnion('known', [
        z.object({ known: z.literal(true), count: z.number().int(), atLeast: z.boolean() }),
        unknown,
      ])
      .nullish()
      .describe('With this contact, or of this ticket; null: such records have none'),
    segments: z
      .discriminatedUnion('known', [z.object({ known: z.literal(true), names: z.array(z.string()) }), unknown])
      .nullish()
      .describe('Segments made from an AI value that it is in; null: there are none'),
    mayRescan: z.boolean().nullish().describe('null: HubSpot did not say whether this user is a super admin'),
  })
  .meta({ id: 'CardRecord' });
export type RecordAnswer = z.infer<typeof RecordAnswer>;

export const OneRecord = AboutRecords.extend({
  objectId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional()
    .catch(undefined),
});

export const RescanAnswer = z
  .object({
    state: z.enum(['queued', 'joined', 'not-allowed', 'not-known', 'not-connected', 'reconnect']),
    scan: z.object({ id: z.string() }).optional(),
  })
  .meta({ id: 'CardRescan' });
export type RescanAnswer = z.infer<typeof RescanAnswer>;

export const WhichScan = z.object({ scan: z.string().min(1).max(100).optional().catch(undefined) });
export const ProgressAnswer = z
  .object({
    state: z.enum(['running', 'done', 'failed', 'cancelled', 'not-found', 'not-connected']),
    ...Running.omit({ id: true }).partial().shape,
    complete: z.boolean().optional().describe('It ended, and every stream was read whole'),
  })
  .meta({ id: 'CardProgress' });
export type ProgressAnswer = z.infer<typeof ProgressAnswer>;

export const Examined = z.object({
  assets: z.number().int(),
  ai: z.number().int(),
  notAi: z.number().int(),
  undetermined: z.number().int(),
});
export type Examined = z.infer<typeof Examined>;

const Numbers = z.record(z.string(), z.number().int());

/** The whole account, for the app's own page. */
export const OverviewAnswer = FeaturesAnswer.extend({
  state: z.enum(['ready', 'not-connected', 'reconnect', 'never-scanned']),
  account: z.string().optional(),
  counts: z.object({ tier: Numbers, flag: Numbers, notice: Numbers }).optional().describe('Of all features that stand'),
  examined: Examined.optional(),
}).meta({ id: 'CardOverview' });
export type OverviewAnswer = z.infer<typeof OverviewAnswer>;

const Schedule = z.object({ cron: z.string(), zone: z.string() });

export const SettingsAnswer = z
  .object({
    state: z.enum(['ready', 'not-connected', 'reconnect', 'never-scanned']),
    account: z.string().optional(),
    connectedAt: z.string().nullish(),
    missingScopes: z.array(z.object({ scope: z.string(), shows: z.string() })).optional(),
    schedule: Schedule.nullish().describe('null: scanned when somebody asks'),
    language: z.enum(LANGUAGES).optional(),
    mayChange: z.boolean().nullish(),
    reinstallUrl: z.string().optional(),
  })
  .meta({ id: 'CardSettings' });
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

export const ChangeSettings = z.strictObject({
  schedule: z.strictObject({ cron: Cron, zone: TimeZone }).nullable().optional(),
  language: z.enum(LANGUAGES).optional(),
});
export type ChangeSettings = z.infer<typeof ChangeSettings>;

export const SavedAnswer = z
  .object({
    state: z.enum(['saved', 'not-allowed', 'not-known', 'invalid', 'not-connected', 'reconnect']),
    faults: z.array(z.object({ at: z.string(), fault: z.string() })).optional(),
    schedule: Schedule.nullish(),
    language: z.enum(LANGUAGES).optional(),
  })
  .meta({ id: 'CardSettingsSaved' });
export type SavedAnswer = z.infer<typeof SavedAnswer>;
