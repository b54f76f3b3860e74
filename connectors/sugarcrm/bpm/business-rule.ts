import type { JsonObject } from '#src/model/json.ts';
import { compact } from '#src/pull/compact.ts';
import { isObject } from '../shapes.ts';
import { embeddedJson } from '../text/embedded-json.ts';
import { identifier, short, valueText } from './criteria.ts';

const MAX = 500;

/** A business rule: what its rows ask for and conclude. `undefined` when its definition cannot be read. */
export function readBusinessRule(rule: Record<string, unknown>): JsonObject | undefined {
  const definition = embeddedJson(rule['rst_source_definition']);
  if (!isObject(definition)) {
    return undefined;
  }
  const rows = objectsIn(definition['ruleset']);
  const module = identifier(rule['rst_module']) ?? identifier(definition['base_module']);
  const conditions = rows.flatMap((row) => objectsIn(row['conditions']).map((item) => conditionOf(item, module)));
  const conclusions = rows.flatMap((row) => objectsIn(row['conclusions']).map((item) => conclusionOf(item, module)));
  return compact({
    name: short(rule['name']) ?? '',
    module,
    conditions: distinct(conditions),
    conclusions: distinct(conclusions),
    rules: rows.length,
  });
}

function conditionOf(item: Record<string, unknown>, module: string | undefined): JsonObject {
  return compact({
    module: identifier(item['variable_module']) ?? module,
    field: identifier(item['variable_name']),
    operator: identifier(item['condition']),
    value: valueText(item['value']),
  });
}

function conclusionOf(item: Record<string, unknown>, module: string | undefined): JsonObject {
  const kind = identifier(item['conclusion_type']) ?? 'unknown';
  return compact({
    kind,
    module: identifier(item['variable_module']) ?? (kind === 'variable' ? module : undefined),
    field: kind === 'return' ? undefined : identifier(item['conclusion_value']),
    value: valueText(item['value']),
  });
}

function objectsIn(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isObject) : isObject(list) ? Object.values(list).filter(isObject) : [];
}

/** Rows repeat each other in all but a letter; a table of thousands says no more than its first hundreds. */
function distinct(items: readonly JsonObject[]): JsonObject[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()].slice(0, MAX);
}
