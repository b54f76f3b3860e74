import { z } from 'zod';
import { EDITIONS } from './portal.ts';

/**
 * A world as people write it: what an account holds, without what every account holds. The loader adds the rest.
 * `raw` objects are laid over the JSON that is made from the short notation; keys under `omit` are taken out of it.
 */

const Id = z.union([z.string(), z.number()]).transform(String);
const Raw = z.record(z.string(), z.unknown());
const Scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Moment = z.iso.datetime();

/** A text, or one that would not fit into a file that people read: `{repeat: 'long ', times: 13000}`. */
export const Text = z.union([
  z.string(),
  z
    .strictObject({ repeat: z.string(), times: z.number().int().positive().max(100_000) })
    .transform(({ repeat, times }) => repeat.repeat(times)),
]);

/** Labels of an enumeration, or how many it has. */
const Options = z.union([
  z.array(Scalar),
  z
    .strictObject({ numbered: z.number().int().positive().max(20_000) })
    .transform(({ numbered }) => Array.from({ length: numbered }, (_, index) => `option_${index + 1}`)),
]);

const Condition = z.union([Raw, z.array(Raw)]);

/** `{set: {...}}`, `{code: {...}}`: one verb with what it takes, and `as` to name the step. See steps.ts. */
const Step = Raw;

export const Flow = z.strictObject({
  id: Id.optional(),
  /** Absent with `omit: [name]`. */
  name: Text.default(''),
  description: Text.optional(),
  /** So many of the same, with ids that count on. */
  times: z.number().int().positive().max(500).default(1),
  /** `contacts`, `deals`, `2-1234` … */
  object: Id.default('contacts'),
  enabled: z.boolean().default(true),
  kind: z.enum(['WORKFLOW', 'ACTION_SET', 'UNKNOWN']).default('WORKFLOW'),
  revision: z.number().int().positive().default(1),
  updated: Moment.default('2026-10-05T09:30:00.000Z'),
  /** `{property, in}`, a list of such, `{event: …}`, `{list: …}` or `manual`. */
  enroll: z.union([z.literal('manual'), Condition]).default('manual'),
  reEnroll: z.boolean().default(false),
  steps: z.array(Step).default([]),
  /** Chains that nothing leads to. */
  unreachable: z.array(z.array(Step)).default([]),
  /** Scopes without which this one flow answers 403. */
  withheld: z.array(z.string()).optional(),
  raw: Raw.optional(),
  omit: z.array(z.string()).default([]),
});
export type Flow = z.infer<typeof Flow>;

export const Property = z.strictObject({
  name: z.string(),
  label: Text.optional(),
  type: z.string().default('text'),
  description: Text.default(''),
  group: z.string().optional(),
  options: Options.default([]),
  formula: z.string().optional(),
  sensitivity: z.enum(['non_sensitive', 'sensitive', 'highly_sensitive']).default('non_sensitive'),
  raw: Raw.optional(),
});
export type Property = z.infer<typeof Property>;

const Filled = z.union([
  z
    .number()
    .int()
    .nonnegative()
    .transform((count) => ({ count })),
  z.strictObject({
    count: z.number().int().nonnegative(),
    values: z.array(Scalar).min(1).optional(),
    /** Who wrote the value, as the history of a property says. */
    source: z.string().optional(),
    sourceId: z.string().optional(),
  }),
]);

/** Records that exist only as numbers: the first `count` of `total` hold the property. */
export const Population = z.strictObject({
  total: z.number().int().nonnegative().max(100_000),
  filled: z.record(z.string(), Filled).default({}),
});
export type Population = z.infer<typeof Population>;

export const CustomObject = z.strictObject({
  id: z.string().regex(/^2-\d+$/),
  name: z.string(),
  singular: z.string(),
  plural: z.string(),
  description: z.string().optional(),
});

const Message = z.union([z.string(), z.strictObject({ text: z.string(), replies: z.array(z.string()) })]);

export const Thread = z.strictObject({
  daysAgo: z.number().nonnegative(),
  /** So many more of the same, each an hour earlier. */
  times: z.number().int().positive().default(1),
  /** Which of the planted people writes. */
  visitor: z.number().int().nonnegative().default(0),
  ticket: Id.optional(),
  status: z.enum(['OPEN', 'CLOSED']).default('CLOSED'),
  archived: z.boolean().default(false),
  /** Oldest first: `welcome: …`, `V: …` (the visitor), `L-12: …`, `B-3: …`, `assigned: L-12`. */
  messages: z.array(z.record(z.string(), Message)),
});
export type Thread = z.infer<typeof Thread>;

export const Chat = z.strictObject({
  id: Id,
  name: Text,
  channel: z.enum(['chat', 'messenger', 'email', 'forms', 'whatsapp', 'calling', 'custom']).default('chat'),
  inbox: Id,
  active: z.boolean().default(true),
  threads: z.array(Thread).default([]),
  raw: Raw.optional(),
});
export type Chat = z.infer<typeof Chat>;

export const List = z.strictObject({
  id: Id,
  name: Text,
  object: Id.default('contacts'),
  processing: z.enum(['DYNAMIC', 'MANUAL', 'SNAPSHOT']).default('DYNAMIC'),
  size: z.number().int().default(0),
  filter: Condition.optional(),
  raw: Raw.optional(),
});
export type List = z.infer<typeof List>;

export const Score = z.strictObject({
  id: Id,
  name: z.string(),
  object: Id.default('contacts'),
  status: z.enum(['draft', 'published']).default('published'),
  /** The property that it writes. */
  writes: z.string(),
  /** Points by property: `{jobtitle: {Head: 10}}`. */
  points: z.record(z.string(), z.record(z.string(), z.number())).default({}),
  raw: Raw.optional(),
});
export type Score = z.infer<typeof Score>;

export const Email = z.strictObject({
  id: Id,
  name: Text,
  subject: z.string(),
  state: z.string().default('PUBLISHED'),
  type: z.string().default('BATCH_EMAIL'),
  language: z.string().default('en'),
  body: z.string().default(''),
  workflows: z.array(z.string()).default([]),
  raw: Raw.optional(),
});
export type Email = z.infer<typeof Email>;

const Person = z.strictObject({ name: z.string(), email: z.string() });

export const World = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  about: z.string().default(''),
  edition: z.enum(EDITIONS).default('professional'),
  account: z.strictObject({ portalId: z.number().int() }).catchall(z.unknown()).prefault({ portalId: 24_000_001 }),
  /** All that there are, but for these. */
  withoutScopes: z.array(z.string()).default([]),
  /** Beyond the usual ones, such as those for sensitive data. */
  withScopes: z.array(z.string()).default([]),
  quota: z
    .strictObject({ burst: z.number().int(), search: z.number().int(), daily: z.number().int() })
    .partial()
    .default({}),
  /** Personal data and secrets in this world, which must never come out of a program that reads it. */
  planted: z
    .strictObject({
      people: z.array(Person).default([]),
      texts: z.array(z.string()).default([]),
      secrets: z.array(z.string()).default([]),
    })
    .prefault({}),
  users: z
    .array(z.strictObject({ id: Id, name: z.string(), email: z.string(), admin: z.boolean().default(false) }))
    .default([]),
  teams: z.array(z.strictObject({ id: Id, name: z.string() })).default([]),
  objects: z.array(CustomObject).default([]),
  properties: z.record(z.string(), z.array(Property)).default({}),
  population: z.record(z.string(), Population).default({}),
  pipelines: z
    .record(z.string(), z.array(z.strictObject({ label: z.string(), stages: z.array(z.string()) })))
    .default({}),
  flows: z.array(Flow).default([]),
  /** Ids of flows that come again at the end of the list, as when something is added while a client reads on. */
  listedTwice: z.array(Id).default([]),
  actionTypes: z.array(Raw).default([]),
  inboxes: z
    .array(z.strictObject({ id: Id, name: z.string(), type: z.enum(['INBOX', 'HELP_DESK']).default('INBOX') }))
    .default([]),
  chats: z.array(Chat).default([]),
  /** Names of `L-`, `B-` and `I-` actors; those of people are known. */
  actors: z.record(z.string(), z.string()).default({}),
  lists: z.array(List).default([]),
  scores: z.array(Score).default([]),
  emails: z.array(Email).default([]),
  forecasts: z.array(Raw).default([]),
  sequences: z.array(z.strictObject({ id: Id, name: z.string(), user: Id })).default([]),
  auditLog: z.array(Raw).default([]),
  securityLog: z.array(Raw).default([]),
  prompts: z.array(Raw).default([]),
});
export type World = z.infer<typeof World>;
export type WorldSource = z.input<typeof World>;

/** Every string of the world that must never come out again. */
export function plantedIn(world: World): string[] {
  const { people, texts, secrets } = world.planted;
  return [...people.flatMap(({ name, email }) => [name, email]), ...texts, ...secrets];
}
