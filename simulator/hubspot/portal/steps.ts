import { z } from 'zod';
import type { Body } from '../../shared/body.ts';
import { fieldsOf, inputValueOf } from './value.ts';
import { Text as LongText } from './world.ts';
import type { ActionIdOf } from './value.ts';

const Text = z.coerce.string();
const Free = z.record(z.string(), z.unknown());

/** The verbs of a step with one exit. Each turns what is written after it into an action without id and connection. */
const verbs: Record<string, (written: unknown, actionIdOf: ActionIdOf) => Body> = {
  action: (written, actionIdOf) => {
    const { type, version, fields } = z
      .strictObject({ type: Text, version: z.number().default(0), fields: Free.default({}) })
      .parse(written);
    return native(type, fieldsOf(fields, actionIdOf), version);
  },
  set: (written, actionIdOf) => {
    const { property, value } = z.strictObject({ property: Text, value: z.unknown() }).parse(written);
    return native('0-5', { property_name: property, value: inputValueOf(value, actionIdOf) });
  },
  delay: (written) => native('0-1', { delta: Text.parse(written), time_unit: 'MINUTES' }),
  task: (written, actionIdOf) => native('0-3', fieldsOf(Free.parse(written), actionIdOf)),
  email: (written) => native('0-4', { content_id: Text.parse(written) }),
  internalEmail: (written, actionIdOf) => native('0-8', fieldsOf(Free.parse(written), actionIdOf)),
  notify: (written) => native('0-9', { user_ids: [], delivery_method: 'APP', subject: Text.parse(written), body: '' }),
  rotate: (written) => native('0-11', { user_ids: z.array(Text).parse(written) }),
  addToList: (written) => native('0-63809083', { list_id: Text.parse(written) }),
  sequence: (written) => native('0-46510720', { sequence_id: Text.parse(written) }),
  prompt: (written, actionIdOf) => native('0-172351286', fieldsOf(Free.parse(written), actionIdOf)),
  research: (written, actionIdOf) => native('0-216647524', fieldsOf(Free.parse(written), actionIdOf)),
  smartProperty: (written) => native('0-201091202', { property: Text.parse(written) }),
  summarize: (written) => native('0-195318603', { objectToSummarize: Text.parse(written) }),
  webhook: (written, actionIdOf) => webhookOf(written, actionIdOf),
  code: (written, actionIdOf) => codeOf(written, actionIdOf),
  raw: (written) => Free.parse(written),
};

/** The action for a verb, or nothing when it is none of these. Throws when what is written after it is wrong. */
export function actionOf(verb: string, written: unknown, actionIdOf: ActionIdOf): Body | undefined {
  return verbs[verb]?.(written, actionIdOf);
}

function native(actionTypeId: string, fields: unknown, actionTypeVersion = 0): Body {
  return { type: 'SINGLE_CONNECTION', actionTypeId, actionTypeVersion, fields };
}

const Webhook = z.strictObject({
  url: z.string(),
  method: z.string().default('POST'),
  query: Free.default({}),
  secret: z
    .strictObject({ name: z.string(), secretName: z.string(), location: z.enum(['HEADER', 'QUERY_PARAM']) })
    .optional(),
});

function webhookOf(written: unknown, actionIdOf: ActionIdOf): Body {
  const { url, method, query, secret } = Webhook.parse(written);
  const queryParams = variablesOf(query, actionIdOf);
  const authSettings = secret && { type: 'AUTH_KEY', ...secret };
  return { type: 'WEBHOOK', method, webhookUrl: url, queryParams, authSettings };
}

const Code = z.strictObject({
  source: LongText,
  runtime: z.string().default('NODE20X'),
  secrets: z.array(z.string()).default([]),
  inputs: Free.default({}),
  /** Name and type, or name and options. */
  outputs: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
});

function codeOf(written: unknown, actionIdOf: ActionIdOf): Body {
  const { source, runtime, secrets, inputs, outputs } = Code.parse(written);
  const outputFields = Object.entries(outputs).map(([name, type]) => {
    return typeof type === 'string' ? { name, type } : { name, type: 'ENUMERATION', options: type };
  });
  const inputFields = variablesOf(inputs, actionIdOf);
  return { type: 'CUSTOM_CODE', runtime, sourceCode: source, secretNames: secrets, inputFields, outputFields };
}

function variablesOf(variables: Body, actionIdOf: ActionIdOf): Body[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value: inputValueOf(value, actionIdOf) }));
}
