import { z } from 'zod';

/**
 * HubSpot's answers, restated from its OpenAPI files (August 2026) and from recorded answers: which keys are always there and what
 * they hold. Written for the simulator's tests only; the connector has schemas of its own, which ask for less.
 */
const Moment = z.iso.datetime();
const Digits = z.string().regex(/^\d+$/);
const Free = z.record(z.string(), z.unknown());

/** Nothing but these keys: what the specification does not name does not come. */
const strict = z.strictObject;

export const Paging = strict({ next: strict({ after: z.string().min(1), link: z.url() }) });
export const pageOf = (item: z.ZodType) => strict({ results: z.array(item), paging: Paging.optional() });
export const totalledPageOf = (item: z.ZodType) =>
  strict({ total: z.number().int(), results: z.array(item), paging: Paging.optional() });
export const unpaged = (item: z.ZodType) => strict({ results: z.array(item) });

export const Account = strict({
  portalId: z.number().int(),
  accountType: z.enum(['APP_DEVELOPER', 'DEVELOPER_TEST', 'SANDBOX', 'STANDARD']),
  timeZone: z.string(),
  companyCurrency: z.string(),
  additionalCurrencies: z.array(z.string()),
  utcOffset: z.string().regex(/^[+-]\d\d:\d\d$/),
  utcOffsetMilliseconds: z.number().int(),
  uiDomain: z.string(),
  dataHostingLocation: z.string(),
});

const listing = {
  id: Digits,
  isEnabled: z.boolean(),
  flowType: z.enum(['WORKFLOW', 'ACTION_SET', 'UNKNOWN']),
  name: z.string().optional(),
  objectTypeId: z.string().regex(/^\d-\d+$/),
  revisionId: Digits,
  createdAt: Moment,
  updatedAt: Moment,
  uuid: z.string().optional(),
};
export const FlowListing = strict(listing);

const Connection = strict({ edgeType: z.enum(['STANDARD', 'GOTO']), nextActionId: z.string() });
const action = { actionId: z.string(), connection: Connection.optional() };
const branch = { actionId: z.string(), defaultBranch: Connection.optional(), defaultBranchName: z.string().optional() };
const Branches = z.array(Free).min(1);
const Variable = strict({ name: z.string(), value: z.looseObject({ type: z.string() }) });

export const Action = z.discriminatedUnion('type', [
  strict({
    ...action,
    type: z.literal('SINGLE_CONNECTION'),
    actionTypeId: z.string(),
    actionTypeVersion: z.number().int(),
    fields: Free,
  }),
  strict({
    ...action,
    type: z.literal('CUSTOM_CODE'),
    runtime: z.string(),
    sourceCode: z.string(),
    secretNames: z.array(z.string()),
    inputFields: z.array(Variable),
    outputFields: z.array(strict({ name: z.string(), type: z.string(), options: z.array(z.string()).optional() })),
  }),
  strict({
    ...action,
    type: z.literal('WEBHOOK'),
    method: z.enum(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']),
    webhookUrl: z.string(),
    queryParams: z.array(Variable),
    authSettings: strict({
      type: z.literal('AUTH_KEY'),
      name: z.string(),
      secretName: z.string(),
      location: z.enum(['HEADER', 'QUERY_PARAM']),
    }).optional(),
  }),
  strict({ ...branch, type: z.literal('LIST_BRANCH'), listBranches: Branches }),
  strict({ ...branch, type: z.literal('STATIC_BRANCH'), inputValue: Free, staticBranches: Branches }),
  strict({ actionId: z.string(), type: z.literal('AB_TEST_BRANCH'), testBranches: Branches }),
]);

const flow = {
  ...listing,
  description: z.string().optional(),
  actions: z.array(Action),
  startActionId: z.string().optional(),
  nextAvailableActionId: z.string(),
  enrollmentCriteria: z
    .looseObject({ type: z.enum(['LIST_BASED', 'EVENT_BASED', 'MANUAL', 'DATASET']), shouldReEnroll: z.boolean() })
    .optional(),
  timeWindows: z.array(z.unknown()),
  blockedDates: z.array(z.unknown()),
  customProperties: Free,
  dataSources: z.array(z.unknown()),
  crmObjectCreationStatus: z.enum(['COMPLETE', 'PENDING']),
};
export const Flow = z.discriminatedUnion('type', [
  strict({
    ...flow,
    type: z.literal('CONTACT_FLOW'),
    suppressionListIds: z.array(z.number()),
    canEnrollFromSalesforce: z.boolean(),
  }),
  strict({ ...flow, type: z.literal('PLATFORM_FLOW') }),
]);

const batch = { status: z.literal('COMPLETE'), startedAt: Moment, completedAt: Moment };
export const batchOf = (item: z.ZodType) => strict({ ...batch, results: z.array(item) });
export const partialBatchOf = (item: z.ZodType) =>
  strict({
    ...batch,
    results: z.array(item),
    numErrors: z.number().int().positive(),
    errors: z
      .array(z.looseObject({ status: z.literal('error'), category: z.string(), message: z.string(), context: Free }))
      .min(1),
  });

export const ActionType = z.looseObject({
  actionTypeId: z.string().regex(/^[01]-\d+$/),
  actionName: z.string(),
  groupId: z.string(),
  objectTypeIds: z.array(z.string()),
  inputFieldDefinitions: z.array(
    z.looseObject({
      fieldDefinitionType: z.enum(['SIMPLE', 'ENUM', 'EXTERNAL_ENUM']),
      name: z.string(),
      isRequired: z.boolean(),
      type: z.string(),
    }),
  ),
});

const property = {
  name: z.string(),
  label: z.string(),
  type: z.enum([
    'string',
    'number',
    'datetime',
    'date',
    'enumeration',
    'bool',
    'phone_number',
    'json',
    'object_coordinates',
  ]),
  fieldType: z.string(),
  description: z.string(),
  groupName: z.string(),
  options: z.array(z.looseObject({ label: z.string(), value: z.string(), hidden: z.boolean() })),
  dataSensitivity: z.enum(['non_sensitive', 'sensitive', 'highly_sensitive']),
};
/** Recorded: HubSpot's own say so and have no `archived`; the account's own say the one and not the other. */
export const Property = z.union([
  z.looseObject({ ...property, hubspotDefined: z.literal(true), archived: z.never().optional() }),
  z.looseObject({
    ...property,
    hubspotDefined: z.never().optional(),
    archived: z.literal(false),
    createdUserId: z.string(),
  }),
]);

export const ObjectSchema = z.looseObject({
  id: z.string(),
  objectTypeId: z.string().regex(/^2-\d+$/),
  name: z.string(),
  labels: strict({ singular: z.string(), plural: z.string() }),
  properties: z.array(Property),
  requiredProperties: z.array(z.string()),
  associations: z.array(z.unknown()),
});

const values = z.record(z.string(), z.string().nullable());
const record = { id: Digits, createdAt: Moment, updatedAt: Moment, archived: z.boolean(), properties: values };
export const CrmRecord = strict(record);
export const RecordWithHistory = strict({
  ...record,
  propertiesWithHistory: z.record(
    z.string(),
    z.array(z.looseObject({ value: z.string(), timestamp: Moment, sourceType: z.string().regex(/^[A-Z_]+$/) })),
  ),
});

export const Inbox = strict({
  id: Digits,
  name: z.string(),
  type: z.enum(['INBOX', 'HELP_DESK']),
  createdAt: Moment,
  updatedAt: Moment,
  archived: z.boolean(),
});
export const Channel = strict({ id: Digits, name: z.string() });
export const ChannelAccount = z.looseObject({
  id: Digits,
  channelId: Digits,
  name: z.string(),
  inboxId: Digits,
  active: z.boolean(),
  authorized: z.boolean(),
  createdAt: Moment,
  archived: z.boolean(),
});
export const Thread = z.looseObject({
  id: Digits,
  createdAt: Moment,
  status: z.enum(['OPEN', 'CLOSED']),
  originalChannelId: Digits,
  originalChannelAccountId: Digits,
  latestMessageTimestamp: Moment,
  spam: z.boolean(),
  inboxId: Digits,
  associatedContactId: Digits,
  archived: z.boolean(),
});

const actorId = z.string().regex(/^(?:[AIBLV]-\S+|E-\S+|S-hubspot)$/);
export const Message = z.looseObject({
  id: z.string(),
  conversationsThreadId: Digits,
  createdAt: Moment,
  createdBy: actorId,
  client: z.looseObject({ clientType: z.enum(['HUBSPOT', 'INTEGRATION', 'SYSTEM', 'UNKNOWN']) }),
  senders: z.array(z.looseObject({ actorId })).optional(),
  recipients: z.array(z.looseObject({ actorId })).optional(),
  archived: z.boolean(),
  type: z.enum(['MESSAGE', 'COMMENT', 'WELCOME_MESSAGE', 'ASSIGNMENT', 'THREAD_STATUS_CHANGE', 'THREAD_INBOX_CHANGE']),
});
export const Actor = z.looseObject({
  id: actorId,
  type: z.enum(['AGENT', 'BOT', 'INTEGRATOR', 'SYSTEM', 'VISITOR', 'EMAIL', 'LLM']),
});

export const ScoreListing = strict({
  id: z.string(),
  name: z.string(),
  scoreType: z.string(),
  scoredObjectTypeId: z.string(),
  lastConfigurationChangeTimestamp: Moment,
});
export const Score = z.looseObject({
  id: z.string(),
  name: z.string(),
  objectTypeId: z.string(),
  scoreStatus: z.enum(['draft', 'published']),
  scoreType: z.string(),
  allowedGroupTypes: z.array(z.string()),
  groupConfigs: z.array(z.looseObject({ groupName: z.string(), ruleConfigurations: z.array(z.unknown()) })),
  outputConfiguration: strict({
    outputs: z.array(
      z.looseObject({ id: z.string(), outputType: z.string(), propertyName: z.string(), propertyLabel: z.string() }),
    ),
  }),
});

export const Email = z.looseObject({
  id: Digits,
  name: z.string(),
  subject: z.string(),
  isAb: z.boolean(),
  isPublished: z.boolean(),
  state: z.string().regex(/^[A-Z_]+$/),
  type: z.string().regex(/^[A-Z_]+$/),
  language: z.string(),
  content: Free,
  createdAt: Moment,
  updatedAt: Moment,
});

const segment = {
  listId: Digits,
  listVersion: z.number().int(),
  name: z.string(),
  objectTypeId: z.string(),
  processingStatus: z.string(),
  processingType: z.enum(['MANUAL', 'DYNAMIC', 'SNAPSHOT']),
};
export const SegmentFound = z.looseObject({
  ...segment,
  additionalProperties: Free,
  filterBranch: z.never().optional(),
});
export const SegmentPage = strict({
  lists: z.array(SegmentFound),
  hasMore: z.boolean(),
  offset: z.number().int(),
  total: z.number().int(),
});
export const Segment = z.looseObject(segment);

export const ForecastType = z.looseObject({
  id: z.string(),
  forecastTypeId: z.number().int(),
  forecastName: z.string(),
  objectTypeId: z.string(),
  amountProperty: z.string(),
  dateProperty: z.string(),
  defaultType: z.boolean(),
});
export const Sequence = z.looseObject({
  id: z.string(),
  name: z.string(),
  userId: z.string(),
  createdAt: Moment,
  updatedAt: Moment,
});
export const User = z.looseObject({
  id: z.string(),
  email: z.string(),
  roleIds: z.array(z.string()),
  superAdmin: z.boolean(),
});
export const Owner = z.looseObject({
  id: z.string(),
  type: z.enum(['PERSON', 'QUEUE']),
  userId: z.number().int(),
  createdAt: Moment,
  updatedAt: Moment,
  archived: z.boolean(),
});
const ordered = {
  id: z.string(),
  label: z.string(),
  displayOrder: z.number().int(),
  createdAt: Moment,
  updatedAt: Moment,
  archived: z.boolean(),
};
export const Pipeline = z.looseObject({
  ...ordered,
  stages: z.array(z.looseObject({ ...ordered, metadata: z.record(z.string(), z.string()) })),
});
export const SecurityEvent = z.looseObject({
  id: z.string(),
  type: z.string(),
  createdAt: Moment,
  userId: z.number().int(),
});
export const AuditEvent = z.looseObject({
  id: z.string(),
  category: z.string(),
  action: z.string(),
  occurredAt: Moment,
  actingUser: z.looseObject({ userId: z.number().int() }),
});

const told = { status: z.literal('error'), message: z.string().min(1), correlationId: z.uuid() };
export const Refusal = z.looseObject({ ...told, category: z.string() });
export const MissingScopes = z.looseObject({
  ...told,
  category: z.literal('MISSING_SCOPES'),
  errors: z
    .array(
      z.looseObject({ message: z.string(), context: strict({ requiredGranularScopes: z.array(z.string()).min(1) }) }),
    )
    .min(1),
});
/** A body of its own: no category. */
export const RateLimited = strict({
  ...told,
  errorType: z.literal('RATE_LIMIT'),
  policyName: z.enum(['TEN_SECONDLY_ROLLING', 'SECONDLY', 'DAILY']),
  requestId: z.string(),
});
