import type { JsonObject } from '#src/model/json.ts';
import { compact } from '#src/pull/compact.ts';
import { isObject, textOf } from '../shapes.ts';
import { embeddedJson } from '../text/embedded-json.ts';
import { asList, readCriteria, identifier } from './criteria.ts';

/** When a process starts, waits, sends or ends. */
export function readEvent(event: Record<string, unknown>): JsonObject {
  const sends = event['evn_marker'] === 'MESSAGE' && event['evn_behavior'] === 'THROW';
  const params = textOf(event['def_evn_params']);
  return compact({
    type: 'event',
    eventType: identifier(event['evn_type']),
    marker: identifier(event['evn_marker']),
    behavior: identifier(event['evn_behavior']),
    params: params !== undefined && /^[a-z_]{1,40}$/i.test(params) ? params : undefined,
    criteria: asList(readCriteria(event['def_evn_criteria'])),
    emailTemplateId: sends ? idIn(event['def_evn_criteria']) : undefined,
    recipients: sends ? recipientsIn(event['def_evn_params']) : undefined,
  });
}

/** A message names its template where other events have their condition. */
function idIn(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^[\w-]{1,60}$/.test(text) ? text : undefined;
}

/** Who gets a mail, by the kind of address; names and addresses are not kept. */
function recipientsIn(params: unknown): JsonObject | undefined {
  const json = embeddedJson(params);
  if (!isObject(json)) {
    return undefined;
  }
  const addresses = ['to', 'cc', 'bcc'].flatMap((line) => (Array.isArray(json[line]) ? json[line] : []));
  const roles = new Set(addresses.flatMap((address) => (isObject(address) ? [roleOf(address)] : [])));
  return roles.size > 0 ? { roles: [...roles].sort() } : undefined;
}

function roleOf(address: Record<string, unknown>): string {
  const type = textOf(address['type'])?.toLowerCase() ?? '';
  if (type === 'user' || type === 'team') {
    return type;
  }
  // A field of the record, or of one related to it, that holds an address.
  const isField = /recipient|email\d|module|field/.test(type) || /^email\d?$/.test(textOf(address['value']) ?? '');
  return isField ? 'record-address' : 'other';
}
