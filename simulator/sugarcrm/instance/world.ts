import { z } from 'zod';
import { FieldSource } from './field-source.ts';
import { RELEASES } from './profile.ts';

/**
 * A world as people write it: what an instance holds, without what every instance holds. The loader adds the rest.
 * `records` are rows of any module, as a list would return them.
 */

const Raw = z.record(z.string(), z.unknown());
const Id = z.union([z.string(), z.number()]).transform(String);
const Scalar = z.union([z.string(), z.number(), z.boolean()]);

const Filled = z.union([
  z
    .number()
    .int()
    .nonnegative()
    .transform((count) => ({ count, values: undefined })),
  z.strictObject({ count: z.number().int().nonnegative(), values: z.array(Scalar).min(1).optional() }),
]);

/** Records that exist only as numbers: the first `count` of `total` hold the field. */
export const Population = z.strictObject({
  total: z.number().int().nonnegative().max(1_000_000),
  filled: z.record(z.string(), Filled).default({}),
});
export type Population = z.infer<typeof Population>;

export const User = z.strictObject({
  name: z.string(),
  username: z.string(),
  password: z.string().default(''),
  email: z.string(),
  admin: z.boolean().default(false),
  /** Default: all that the instance holds. */
  licences: z.array(z.string()).optional(),
  /** Target modules of the role right "Developer". */
  developerOf: z.array(z.string()).default([]),
  deniedModules: z.array(z.string()).default([]),
  deniedFields: z.record(z.string(), z.array(z.string())).default({}),
  /** Signs in elsewhere: a password is not accepted here. */
  ssoOnly: z.boolean().default(false),
  offset: z
    .string()
    .regex(/^[+-]\d\d:\d\d$/)
    .default('+01:00'),
  language: z.string().default('en_us'),
});
export type User = z.infer<typeof User>;

/** A condition, as bpm/condition.ts reads it. */
const Condition = z.array(z.union([z.string(), Raw]));

export const Process = z.strictObject({
  id: Id.optional(),
  name: z.string(),
  description: z.string().default(''),
  module: z.string(),
  enabled: z.boolean().default(true),
  start: z.strictObject({ on: z.string().default('new'), if: Condition.default([]) }).prefault({}),
  /** One verb each: see bpm/steps.ts. */
  steps: z.array(Raw).default([]),
  terminate: Condition.default([]),
  /** Whether JSON strings hold HTML entities; default: as the release does. */
  entities: z.boolean().optional(),
  modified: z.iso.datetime().default('2026-09-14T08:20:00Z'),
});
export type Process = z.infer<typeof Process>;

export const Rule = z.strictObject({
  id: Id,
  name: z.string(),
  module: z.string(),
  description: z.string().default(''),
  rows: z.array(
    z.strictObject({
      if: z.array(z.strictObject({ field: z.string(), is: z.string().default('=='), value: Scalar })),
      set: z.record(z.string(), Scalar).default({}),
      returns: Scalar.default(true),
    }),
  ),
});
export type Rule = z.infer<typeof Rule>;

export const Template = z.strictObject({
  id: Id,
  name: z.string(),
  module: z.string(),
  subject: z.string(),
  body: z.string(),
  description: z.string().default(''),
});
export type Template = z.infer<typeof Template>;

export const Dashboard = z.strictObject({
  id: Id.optional(),
  name: z.string(),
  module: z.string().default('Home'),
  view: z.string().default('record'),
  dashlets: z.array(Raw).default([]),
  /** How `metadata` arrives, and which of its three shapes it has. */
  as: z.enum(['object', 'string']).default('object'),
  shape: z.enum(['dashlets', 'tabs', 'rows']).default('dashlets'),
});
export type Dashboard = z.infer<typeof Dashboard>;

export const Workflow = z.strictObject({
  id: Id.optional(),
  name: z.string(),
  module: z.string(),
  description: z.string().default(''),
  active: z.boolean().default(true),
  type: z.enum(['Normal', 'Time']).default('Normal'),
  triggers: z.array(z.strictObject({ field: z.string(), parameters: z.string().default('') })).default([]),
  sets: z.record(z.string(), Scalar).default({}),
  alerts: z.array(z.strictObject({ name: z.string(), text: z.string().default('') })).default([]),
});
export type Workflow = z.infer<typeof Workflow>;

export const CustomModule = z.strictObject({
  name: z.string(),
  label: z.string(),
  singular: z.string().optional(),
});

export const World = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  about: z.string().default(''),
  release: z.enum(RELEASES).default('13.3'),
  flavor: z.enum(['PRO', 'ENT', 'ULT']).default('ENT'),
  hosting: z.enum(['cloud', 'on-site']).default('cloud'),
  licences: z.array(z.string()).default(['CURRENT']),
  /** `si_product_list`. */
  bundle: z.string().default(''),
  languages: z.array(z.string()).default(['en_us']),
  /** Registered on top of the stock ones. */
  platforms: z.array(z.string()).default(['aiinv']),
  allowsTokenInUrl: z.boolean().default(false),
  idm: z
    .strictObject({
      tenant: z.string(),
      /** Where service accounts get their bearer; below the instance's own origin. */
      tokenPath: z.string().startsWith('/').default('/sts/oauth2/token'),
      serviceAccounts: z
        .array(z.strictObject({ clientId: z.string(), clientSecret: z.string(), user: z.string() }))
        .default([]),
    })
    .optional(),
  catalogUrl: z.string().optional(),
  /** Personal data and secrets in this world, which must never come out of a program that reads it. */
  planted: z
    .strictObject({
      people: z.array(z.strictObject({ name: z.string(), email: z.string() })).default([]),
      texts: z.array(z.string()).default([]),
      secrets: z.array(z.string()).default([]),
    })
    .prefault({}),
  /** The first one is who scans. */
  users: z.array(User).min(1),
  modules: z.array(CustomModule).default([]),
  fields: z.record(z.string(), z.array(FieldSource)).default({}),
  dropdowns: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  population: z.record(z.string(), Population).default({}),
  records: z.record(z.string(), z.array(Raw)).default({}),
  processes: z.array(Process).default([]),
  rules: z.array(Rule).default([]),
  templates: z.array(Template).default([]),
  dashboards: z.array(Dashboard).default([]),
  workflows: z.array(Workflow).default([]),
  packages: z.array(Raw).default([]),
  /** Groups of the administration page. */
  panels: z.array(Raw).default([]),
  /** By category, with the prefix: `{aws: {aws_connect_region: …}}`. */
  settings: z.record(z.string(), Raw).default({}),
  licenceKey: z.string().default('0000-0000'),
  connectors: z.record(z.string(), Raw).default({}),
  hint: z
    .strictObject({ user: z.boolean(), modules: z.record(z.string(), z.array(z.string())).default({}) })
    .optional(),
  forecasts: Raw.default({}),
  /** Endpoints of packages: `openai/complete`. */
  customRoutes: z.array(z.string()).default([]),
  csp: z.string().default("default-src 'self' 'unsafe-inline' 'unsafe-eval' *.sugarcrm.com; object-src 'self'"),
  /** Laid over `metadata.config`. */
  config: Raw.default({}),
});
export type World = z.infer<typeof World>;
export type WorldSource = z.input<typeof World>;
