import type { JsonObject } from '#src/model/json.ts';
import { compact } from '#src/pull/compact.ts';
import { redactUrl } from '#src/redact/redact-url.ts';
import { isObject, textOf } from '../shapes.ts';
import { decodeEntities, embeddedJson } from '../text/embedded-json.ts';
import { headerNames } from '../text/header-names.ts';
import { mergeTokens, nameOf } from '../text/merge-tokens.ts';
import { readPayload } from '../text/payload.ts';
import { asList, identifier } from './criteria.ts';

const URL_KEY = /(?:^|_)(?:url|uri|endpoint|address|host)$/i;
const METHOD_KEY = /(?:^|_)(?:method|verb)$/i;
const HEADERS_KEY = /(?:^|_)headers?$/i;
const PAYLOAD_KEY = /(?:^|_)(?:payload|body|data|params|content|json)$/i;

/** A request that a step sends: where, what of the records, and what it asks; header values and the body are not kept. */
export function readRequest(fields: unknown): JsonObject | undefined {
  const settings = embeddedJson(fields);
  if (!isObject(settings)) {
    return undefined;
  }
  const at = (key: RegExp) => Object.entries(settings).find(([name]) => key.test(name))?.[1];
  const url = textOf(at(URL_KEY));
  if (url === undefined || !/^\s*(?:https?:)?\/\/|^\s*\{::|\w\.\w/i.test(url)) {
    return undefined;
  }
  const address = decodeEntities(url);
  const { dataFields, texts, model, asksModel } = readPayload(at(PAYLOAD_KEY));
  return compact({
    method: identifier(at(METHOD_KEY))?.toUpperCase(),
    url: redactUrl(address),
    dataFields: asList([...new Set([...mergeTokens(address).map(nameOf), ...dataFields])]),
    texts: asList(texts),
    model,
    asksModel,
    headerNames: asList(headerNames(at(HEADERS_KEY))),
  });
}
