import type { Json, JsonObject } from '#src/model/json.ts';
import type { HubSpotStream } from '#src/model/raw-asset.ts';
import { baseName } from '#src/pull/files/shown-name.ts';
import type { endpoints } from '../endpoints.ts';
import { objectTypeIn, objectTypeOf } from './object-type.ts';

/** Items as an endpoint would list them. `param` is the object type or thread in its path. */
export interface Recording {
  stream: HubSpotStream;
  endpoint: keyof typeof endpoints;
  param?: string;
  items: JsonObject[];
}

interface Shape {
  stream: HubSpotStream;
  endpoint: keyof typeof endpoints;
  fits(item: JsonObject): boolean;
  /** What the path of its endpoint needs to know, by the word that stands beside it in a file's name. */
  objectType?: RegExp;
}

const has =
  (...keys: string[]) =>
  (item: JsonObject) =>
    keys.every((key) => key in item);
const hasAny = (item: JsonObject, ...keys: string[]) => keys.some((key) => key in item);

/** By shape, never by name: the first that fits. */
const SHAPES: readonly Shape[] = [
  {
    stream: 'workflows',
    endpoint: 'flows',
    fits: (item) =>
      Array.isArray(item.actions) &&
      (/^(?:CONTACT|PLATFORM)_FLOW$/.test(String(item.type)) ||
        hasAny(item, 'flowType', 'enrollmentCriteria', 'startActionId')),
  },
  { stream: 'action-types', endpoint: 'actionTypes', fits: has('actionTypeId', 'actionName') },
  {
    stream: 'account',
    endpoint: 'account',
    fits: (item) => 'portalId' in item && hasAny(item, 'uiDomain', 'accountType', 'timeZone'),
  },
  {
    stream: 'lead-scores',
    endpoint: 'leadScores',
    fits: (item) =>
      hasAny(item, 'groupConfigs', 'outputConfiguration', 'scoredObjectTypeId', 'scoreStatus') && 'name' in item,
  },
  {
    stream: 'properties',
    endpoint: 'properties',
    fits: (item) => typeof item.name === 'string' && hasAny(item, 'fieldType', 'groupName') && 'label' in item,
    objectType: /^propert(?:y|ies)$|^fields?$/,
  },
  {
    stream: 'pipelines',
    endpoint: 'pipelines',
    fits: (item) => 'label' in item && Array.isArray(item.stages),
    objectType: /^pipelines?$/,
  },
  {
    stream: 'object-schemas',
    endpoint: 'schemas',
    fits: (item) =>
      'objectTypeId' in item && hasAny(item, 'fullyQualifiedName', 'requiredProperties', 'searchableProperties'),
  },
  { stream: 'segments', endpoint: 'listSearch', fits: has('listId', 'name') },
  {
    stream: 'conversations',
    endpoint: 'channelAccounts',
    fits: (item) => has('id', 'channelId', 'inboxId')(item) && hasAny(item, 'authorized', 'active', 'name'),
  },
  { stream: 'conversations', endpoint: 'threads', fits: has('id', 'inboxId', 'originalChannelId') },
  { stream: 'conversations', endpoint: 'messages', fits: has('id', 'conversationsThreadId', 'type') },
  {
    stream: 'conversations',
    endpoint: 'inboxes',
    fits: (item) => 'id' in item && /^(?:INBOX|HELP_DESK)$/.test(String(item.type)),
  },
  {
    stream: 'emails',
    endpoint: 'emails',
    fits: (item) =>
      has('id', 'name', 'state')(item) && hasAny(item, 'subject', 'subcategory', 'emailTemplateMode', 'isPublished'),
  },
  { stream: 'forecasts', endpoint: 'forecastTypes', fits: has('forecastName') },
];

/** What a file holds, each as its endpoint would list it; or why nothing of it is used, in one sentence. */
export function recognise(json: Json, fileName: string): { recordings: Recording[] } | { error: string } {
  const found = recogniseOne(json, fileName, '');
  if (found || !isObject(json)) {
    return found ?? { error: unknownShape(json) };
  }
  // An archive of one's own: `{"workflows": […], "properties": {"contacts": […]}}`.
  const parts = Object.entries(json).flatMap(([key, part]) => {
    const nested = recogniseOne(part, key, fileName);
    return nested
      ? [nested]
      : isObject(part)
        ? Object.entries(part).map(([inner, value]) => recogniseOne(value, `${key} ${inner}`, fileName))
        : [];
  });
  const recordings = parts.flatMap((part) => (part && 'recordings' in part ? part.recordings : []));
  const error = parts.find((part) => part !== undefined && 'error' in part);
  return recordings.length > 0 ? { recordings } : (error ?? { error: unknownShape(json) });
}

function recogniseOne(
  json: Json,
  fileName: string,
  folder: string,
): { recordings: Recording[] } | { error: string } | undefined {
  const catalogue = isObject(json) ? catalogueItems(json) : [];
  const items = catalogue.length > 0 ? catalogue : itemsOf(json);
  const shape = SHAPES.find(({ fits }) => items.some(fits));
  if (!shape) {
    return undefined;
  }
  const { stream, endpoint } = shape;
  if (endpoint === 'messages') {
    return { recordings: byThread(items) };
  }
  if (!shape.objectType) {
    return { recordings: [{ stream, endpoint, items: endpoint === 'flows' ? withIds(items, fileName) : items }] };
  }
  const stated = isObject(json) ? (json.objectType ?? json.objectTypeId) : undefined;
  const type =
    (typeof stated === 'string' ? objectTypeOf(stated) : undefined) ??
    objectTypeIn(fileName, shape.objectType) ??
    objectTypeIn(folder, shape.objectType);
  return type === undefined
    ? { error: `holds ${stream}, but does not say of which object type: name it like ${stream}-contacts.json.` }
    : { recordings: [{ stream, endpoint, param: type, items }] };
}

/** The items of a list however it is wrapped, or the one thing itself. */
function itemsOf(json: Json): JsonObject[] {
  if (Array.isArray(json)) {
    // Pages of a list, one after another.
    return json.flatMap((item) =>
      isObject(item) && Array.isArray(item.results) ? itemsOf(item.results) : isObject(item) ? [item] : [],
    );
  }
  if (!isObject(json)) {
    return [];
  }
  const wrapped = json.results ?? json.lists ?? json.list ?? json.flow ?? json.data;
  return Array.isArray(wrapped) || (isObject(wrapped) && !Array.isArray(json.actions)) ? itemsOf(wrapped) : [json];
}

/** Hand-made catalogues of action types: `{"validActionTypeIds": [{id, name}], "integrationActionIds": {id: name}}`. */
function catalogueItems(json: JsonObject): JsonObject[] {
  const listed = Array.isArray(json.validActionTypeIds) ? json.validActionTypeIds.filter(isObject) : [];
  const apps = isObject(json.integrationActionIds) ? Object.entries(json.integrationActionIds) : [];
  return [
    ...listed.map((item) => ({ actionTypeId: item.id ?? null, actionName: item.name ?? null })),
    ...apps.map(([id, name]) => ({ actionTypeId: id, actionName: name })),
  ];
}

/** A flow that was written to be created has no id yet: its file's name stands for one. */
function withIds(items: readonly JsonObject[], fileName: string): JsonObject[] {
  const base = baseName(fileName) || 'workflow';
  const anonymous = items.filter((item) => !hasId(item));
  return items.map((item) => {
    const index = anonymous.indexOf(item);
    return index < 0 ? item : { ...item, id: index === 0 ? base : `${base}#${index + 1}` };
  });
}

function hasId({ id }: JsonObject): boolean {
  return (typeof id === 'string' && id !== '') || typeof id === 'number';
}

function byThread(items: readonly JsonObject[]): Recording[] {
  const threads = Map.groupBy(items, (item) => String(item.conversationsThreadId));
  return [...threads].map(([param, own]) => ({ stream: 'conversations', endpoint: 'messages', param, items: own }));
}

function unknownShape(json: Json): string {
  const [first] = itemsOf(json);
  if (first && 'flowType' in first && 'revisionId' in first) {
    return 'lists workflows without their actions: export each workflow whole.';
  }
  if (
    Array.isArray(json) ? json.length === 0 : isObject(json) && Array.isArray(json.results) && json.results.length === 0
  ) {
    return 'is an empty list, which does not say of what.';
  }
  return 'holds nothing that is known as an export of HubSpot.';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
