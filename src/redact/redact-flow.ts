import type { CodeDigest } from '../model/code-digest.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { digestCode } from './digest-code.ts';
import { redactJson } from './redact-json.ts';
import { redactText } from './redact-text.ts';
import { redactUrl } from './redact-url.ts';

/** HubSpot allows 500 actions; of those behind the thousandth only what they are and lead to is kept. */
const MAX_ACTIONS = 1000;
/** Prompts are long and say what the AI is for. */
const MAX_PROMPT = 4000;
const MAX_NAME = 500;

/**
 * A workflow as it may be stored: custom code as its digest, webhooks without what lets anybody call them, texts
 * without secrets and personal data. Structure, ids, property names and branches stay. Never throws.
 */
export function redactFlow(flow: JsonObject): JsonObject {
  const { actions, name, description, ...rest } = flow;
  const list = Array.isArray(actions) ? actions : [];
  const redacted = asObject(redactJson(rest, { text: MAX_PROMPT }));
  return {
    ...redacted,
    ...texts({ name, description }),
    ...(Array.isArray(actions) && {
      actions: list.map((action, index) => (index < MAX_ACTIONS ? redactAction(action) : skeleton(action))),
    }),
    ...(list.length > MAX_ACTIONS && { actionsLeftOut: list.length - MAX_ACTIONS }),
  };
}

function redactAction(action: Json): Json {
  if (!isObject(action)) {
    return redactJson(action);
  }
  const { type, sourceCode, webhookUrl, queryParams, authSettings, ...rest } = action;
  const kept = asObject(redactJson({ ...rest, ...(type !== undefined && { type }) }, { text: MAX_PROMPT }));
  if (typeof sourceCode === 'string') {
    kept.code = asJson(digestCode(sourceCode, typeof action.runtime === 'string' ? action.runtime : ''));
  }
  if (typeof webhookUrl === 'string') {
    kept.webhookUrl = redactUrl(webhookUrl);
  }
  if (queryParams !== undefined) {
    kept.queryParams = namesOf(queryParams);
  }
  if (isObject(authSettings)) {
    kept.authSettings = texts(authSettings, ['type', 'name', 'secretName', 'location']);
  }
  return kept;
}

/** Names of query parameters, given as a list of pairs or as an object. */
function namesOf(params: Json): string[] {
  const names = Array.isArray(params)
    ? params.map((param) => (isObject(param) ? (param.name ?? param.key) : undefined))
    : isObject(params)
      ? Object.keys(params)
      : [];
  return names
    .filter((name) => typeof name === 'string')
    .slice(0, 100)
    .map((name) => redactText(name, 200));
}

function skeleton(action: Json): Json {
  if (!isObject(action)) {
    return null;
  }
  const { connection } = action;
  return {
    ...texts(action, ['type', 'actionId', 'actionTypeId']),
    ...(connection !== undefined && { connection: redactJson(connection, { nodes: 10 }) }),
  };
}

function texts(object: { [key: string]: Json | undefined }, keys: readonly string[] = Object.keys(object)): JsonObject {
  const kept = keys.map((key) => [key, object[key]] as const).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(kept.map(([key, value]) => [key, redactText(String(value), MAX_NAME)]));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(value: Json): JsonObject {
  return isObject(value) ? value : {};
}

/** A digest holds nothing but lists, texts, numbers and booleans. */
function asJson({ imports, urls, models, texts: found, ...rest }: CodeDigest): JsonObject {
  return {
    ...rest,
    imports: imports.map((item) => ({ ...item })),
    urls: urls.map((item) => ({ ...item })),
    models: models.map((item) => ({ ...item })),
    texts: found.map((item) => ({ ...item })),
  };
}
