import type { JsonObject } from '../../src/model/json.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import { numberAt, objectsAt, textAt, textsAt, valueAt } from '../../src/normalise/values.ts';
import { objectPath } from './object-types.ts';

const only = (kind: string, contributes?: Mapping['contributes']): Mapping => ({
  version: 1,
  from: { crm: 'hubspot', kind },
  ...(contributes && { contributes }),
});

/** Assets that are not examined themselves: they say what others mean. */

export const account = only('account', ({ payload, externalId }, context) => {
  const uiDomain = textAt(payload, 'uiDomain');
  context.account = { id: externalId, ...(uiDomain !== undefined && { uiDomain }) };
});

export const actionType = only('action-type', ({ payload, externalId }, context) => {
  const description = textAt(payload, 'description');
  context.actionTypes.set(externalId, {
    name: textAt(payload, 'actionName') ?? externalId,
    ...(description !== undefined && { description }),
    fields: textsAt(payload, 'fields'),
  });
});

export const propertyPopulation = only('property-population', ({ payload, externalId }, context) => {
  const total = numberAt(payload, 'total');
  if (total !== undefined) {
    context.population.set(externalId, total);
  }
});

export const propertyHistory = only('property-history', ({ payload, externalId }, context) => {
  const sources = valueAt(payload, 'sources');
  context.writers.set(externalId, counts(sources));
});

export const pipeline = only('pipeline', ({ payload }, context) => {
  for (const stage of objectsAt(payload, 'stages')) {
    context.stages.set(textAt(stage, 'id') ?? '', `${textAt(payload, 'label') ?? ''}: ${textAt(stage, 'label') ?? ''}`);
  }
});

export const securityEvent = only('security-event', ({ payload, externalId }, context) => {
  context.securityEvents.set(textAt(payload, 'type') ?? externalId, numberAt(payload, 'count') ?? 1);
});

export const auditEvent = only('audit-event');
export const user = only('user');
export const owner = only('owner');

/** A custom object's names say whose records these are: configuration of this account, read as observed. */
export function objectTexts(payload: JsonObject): string[] {
  const names = ['name', 'labels.singular', 'labels.plural', 'description'].flatMap(
    (path) => textAt(payload, path) ?? [],
  );
  return [...new Set(names.map((name) => name.replaceAll('_', ' ')))];
}

export const objectKey = (payload: JsonObject, fallback: string) =>
  objectPath(textAt(payload, 'objectTypeId')) ?? fallback;

function counts(value: unknown): Record<string, number> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}
