import type { Json, JsonObject } from '#src/model/json.ts';
import { compact } from '#src/pull/compact.ts';
import { leaves } from '#src/pull/tree.ts';
import { redactText } from '#src/redact/redact-text.ts';
import { isObject, textOf } from '../shapes.ts';
import { urlsIn } from '../text/urls.ts';
import { readActivity } from './activity.ts';
import { readBusinessRule } from './business-rule.ts';
import { asList, readCriteria, identifier, short } from './criteria.ts';
import { readEvent } from './event.ts';

type Raw = Record<string, unknown>;

/** Nothing that people draw comes near it. */
const MAX_ELEMENTS = 2_000;

/** A process definition as it may be stored. `undefined` when there is no project with a diagram in it. */
export function readProcess(file: unknown): JsonObject | undefined {
  const project = isObject(file) && isObject(file['project']) ? file['project'] : undefined;
  const diagram = first(project?.['diagram']);
  if (!project || !diagram) {
    return undefined;
  }
  const definition = isObject(project['definition']) ? project['definition'] : {};
  const dependencies = isObject(file) && isObject(file['dependencies']) ? file['dependencies'] : {};
  const module = identifier(project['prj_module']) ?? identifier(definition['pro_module']);
  const raw = elementsIn(diagram);
  const rules = listIn(dependencies['business_rule']);
  const used = raw.flatMap(({ kind, item }) => (kind === 'activities' ? (readActivity(item, '')['ruleId'] ?? []) : []));
  return compact({
    ...headOf(project),
    module,
    readable: true,
    elements: raw.map(({ kind, item }) => elementOf(kind, item, module ?? '')),
    flows: listIn(diagram['flows'])
      .slice(0, MAX_ELEMENTS)
      .map((flow) => flowOf(flow, idsOf(raw))),
    terminate: asList(readCriteria(definition['pro_terminate_variables'])),
    businessRules: asList([...new Set([...used, ...rules.flatMap(({ id }) => identifier(id) ?? [])])]),
    dependencyRules: asList(rules.flatMap(dependencyRule)),
  });
}

/** What the list of processes tells too. */
export function headOf(project: Raw): JsonObject {
  const status = textOf(project['prj_status']);
  return compact({
    name: redactText(textOf(project['name']) ?? '', 300),
    description: described(project['description']),
    module: identifier(project['prj_module']),
    isEnabled: status === undefined ? undefined : status.toUpperCase() === 'ACTIVE',
  });
}

function described(text: unknown): string | undefined {
  const plain = textOf(text);
  return plain === undefined ? undefined : redactText(plain, 1000);
}

type Kind = 'activities' | 'events' | 'gateways';
interface RawElement {
  kind: Kind;
  item: Raw;
}

function elementsIn(diagram: Raw): RawElement[] {
  const kinds: Kind[] = ['activities', 'events', 'gateways'];
  return kinds.flatMap((kind) => listIn(diagram[kind]).map((item) => ({ kind, item }))).slice(0, MAX_ELEMENTS);
}

function elementOf(kind: Kind, item: Raw, module: string): JsonObject {
  const own =
    kind === 'activities' ? readActivity(item, module) : kind === 'events' ? readEvent(item) : gatewayOf(item);
  const request = isObject(own['request']) ? own['request']['url'] : undefined;
  const texts = [...leaves(item as Json)].map(([, text]) => text);
  return compact({
    id: uidOf(item),
    name: short(item['name']),
    ...own,
    urls: asList(urlsIn(texts).filter((url) => url !== request)),
  });
}

function gatewayOf(gateway: Raw): JsonObject {
  return compact({
    type: 'gateway',
    gatewayType: identifier(gateway['gat_type']),
    direction: identifier(gateway['gat_direction']),
  });
}

/** Flows name elements by their record, other places by their place in the drawing: here all go by the latter. */
function idsOf(raw: readonly RawElement[]): ReadonlyMap<string, string> {
  return new Map(
    raw.flatMap(({ item }) => (typeof item['id'] === 'string' ? [[item['id'], uidOf(item)] as const] : [])),
  );
}

function uidOf(item: Raw): string {
  return identifier(item['act_uid'] ?? item['evn_uid'] ?? item['gat_uid'] ?? item['id']) ?? '';
}

function flowOf(flow: Raw, ids: ReadonlyMap<string, string>): JsonObject {
  const end = (value: unknown) => {
    const id = identifier(value) ?? '';
    return ids.get(id) ?? id;
  };
  return compact({
    from: end(flow['flo_element_origin']),
    to: end(flow['flo_element_dest']),
    criteria: asList(readCriteria(flow['flo_condition'])),
  });
}

function dependencyRule(rule: Raw): JsonObject[] {
  const read = readBusinessRule(rule);
  const id = identifier(rule['id']);
  return read && id !== undefined ? [{ id, ...read }] : [];
}

/** An exported diagram is an object, the designer's is a list of one. */
function first(value: unknown): Raw | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(one) ? one : undefined;
}

export function listIn(value: unknown): Raw[] {
  const list = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return list.filter(isObject);
}
