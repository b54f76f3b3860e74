import { z } from 'zod';
import { FactValues } from './facts-schema.ts';
import { FEATURE_KINDS } from './feature.ts';
import type { Crm } from './raw-asset.ts';

const Sourced = { source: z.string().min(1), readOn: z.iso.date() };

/**
 * How a property proves AI use. `population`: the vendor's model alone fills it, so one value is proof.
 * `value`: it is filled for many reasons, only `values` are proof. `writer`: people fill it too, only the history tells.
 */
const PropertySign = z
  .strictObject({
    object: z.string(),
    name: z.string(),
    label: z.string().optional(),
    proof: z.enum(['population', 'value', 'writer']).default('population'),
    values: z.array(z.string()).min(1).optional(),
  })
  .refine(({ proof, values }) => (proof === 'value') === (values !== undefined), 'values belong to proof: value');
export type PropertySign = z.infer<typeof PropertySign>;

/** One AI (or deliberately not-AI) feature of a vendor. */
export const CatalogueEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  number: z.number().int(),
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  vendor: z.string(),
  area: z.string(),
  kind: z.enum(FEATURE_KINDS),
  /** `no`: rule-based, listed so that it is cleared with a reason. `depends`: the asset must be looked into. */
  ai: z.enum(['yes', 'no', 'depends']),
  /** `config`: the API shows the set-up · `trace`: data show that it ran · `none`: only a person can tell. */
  detectability: z.enum(['config', 'trace', 'none']),
  /** Streams that must be readable for this entry to be found. */
  streams: z.array(z.string()).default([]),
  recognise: z
    .strictObject({
      actions: z.array(z.string()).default([]),
      /** Names that the action-types API may give the action; compared as whole phrases, case-blind. */
      actionNames: z.array(z.string()).default([]),
      /** Properties one model fills together, the one that people see first. */
      properties: z.array(PropertySign).default([]),
      /** `sourceType` of a property's history that only this feature writes. */
      sources: z.array(z.string()).default([]),
      actorPrefixes: z.array(z.string()).default([]),
      emailStates: z.array(z.string()).default([]),
      forecastProperties: z.array(z.string()).default([]),
      securityEvents: z.array(z.string()).default([]),
      /** Licence keys that unlock it: evidence beside a use, and a question where nothing else can show the use. */
      licences: z.array(z.string()).default([]),
      /** View types of dashlets that show it. */
      dashlets: z.array(z.string()).default([]),
      /** Names under which an app of the vendor's cloud shows it on a dashboard, as whole phrases. */
      appNames: z.array(z.string()).default([]),
      /** Module keys that hold its results. */
      modules: z.array(z.string()).default([]),
    })
    .prefault({}),
  /** What the vendor's feature is, whoever uses it: basis `catalogue`. */
  facts: FactValues.default({}),
  /** What it may be, depending on how an account uses it: asked about, never taken as so. */
  perhaps: FactValues.default({}),
  /** Asked of the administrator when no API shows it. */
  question: z.string().optional(),
  /** Asked only when something points to it (a host that is let through, a route). */
  askedWhenHinted: z.boolean().default(false),
  note: z.string().optional(),
  ...Sourced,
});
/** As written in the catalogue of its CRM: which one is the file's, not the entry's to say. */
export type CatalogueEntry = z.infer<typeof CatalogueEntry> & { crm: Crm };

/** A property that looks like AI and is none, with the reason. */
export const NotAiProperty = z.strictObject({ object: z.string(), name: z.string(), because: z.string(), ...Sourced });
export type NotAiProperty = z.infer<typeof NotAiProperty>;

/** What an ordinary workflow action does with what it is given: needed to follow an AI output. */
export const ACTION_ROLES = [
  'delay',
  'create-task',
  'send-email',
  'send-sms',
  'send-whatsapp',
  'enrol-sequence',
  'set-property',
  'copy-property',
  'create-record',
  'delete-record',
  'internal-email',
  'notify',
  'assign',
  'list',
  'start-workflow',
  'ads-audience',
  'association',
  'note',
  'survey',
  'format',
  'integration',
  'subscription',
  'other',
] as const;
export const ActionType = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(ACTION_ROLES),
  audience: z.enum(['customer', 'employee', 'none']),
  ...Sourced,
});
export type ActionType = z.infer<typeof ActionType>;

/** An AI service that custom code or a webhook can call. */
export const AiService = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  vendor: z.string(),
  name: z.string(),
  /**
   * Matched against the whole host, `*` for one or more characters of one label. The last two labels are never open.
   * A path behind it (`openrouter.ai/api/`) must begin the path: the host serves other things too.
   */
  hosts: z.array(z.string().regex(/^(?:[a-z0-9*-]+\.)*[a-z0-9-]+\.[a-z]{2,}(?:\/\S*)?$/)).default([]),
  /** Names as imported; `*` for the rest of a name (`@langchain/*`). Sub-paths and sub-modules count with them. */
  packages: z
    .strictObject({ npm: z.array(z.string()).default([]), pypi: z.array(z.string()).default([]) })
    .prefault({}),
  /** Web pages on which people use it by hand, matched as `hosts` are; a link to one calls nothing by itself. */
  sites: z.array(z.string().regex(/^(?:[a-z0-9*-]+\.)*[a-z0-9-]+\.[a-z]{2,}(?:\/\S*)?$/)).default([]),
  facts: FactValues.default({}),
  /** False: the service is not AI by itself (a relay that may call one). */
  ai: z.enum(['yes', 'relay']).default('yes'),
  ...Sourced,
});
export type AiService = z.infer<typeof AiService>;

/** Whole model names in lower case, `*` for the rest, to name the vendor. */
export const ModelFamily = z.strictObject({ pattern: z.string(), vendor: z.string(), ...Sourced });
export type ModelFamily = z.infer<typeof ModelFamily>;
