import { z } from 'zod';
import type { Body } from '../../shared/body.ts';

const Simple = z.union([
  z.strictObject({ property: z.string(), in: z.array(z.coerce.string()) }),
  z.strictObject({ property: z.string(), is: z.string() }),
  z.strictObject({ property: z.string(), above: z.number() }),
  z.strictObject({ property: z.string(), below: z.number() }),
  z.strictObject({ property: z.string(), known: z.boolean() }),
  z.strictObject({ list: z.coerce.string() }),
  z.strictObject({ rawFilter: z.record(z.string(), z.unknown()) }),
]);
/** One filter at the bottom of so many branches, each in the one before. */
const Nested = z.strictObject({ nested: z.number().int().positive().max(500), filter: Simple });
const Condition = z.union([
  Simple,
  Nested,
  z.array(Simple),
  z.strictObject({ any: z.array(z.union([Simple, z.array(Simple)])) }),
]);
type Simple = z.infer<typeof Simple>;

/** HubSpot's nested form: an OR of ANDs, even for a single filter. */
export function filterBranchOf(condition: unknown): Body {
  const parsed = Condition.parse(condition);
  if (!Array.isArray(parsed) && 'nested' in parsed) return nestedBranch(parsed);
  const alternatives = !Array.isArray(parsed) && 'any' in parsed ? parsed.any : [parsed];
  return branch(
    'OR',
    [],
    alternatives.map((all) => branch('AND', Array.isArray(all) ? all : [all], [])),
  );
}

function nestedBranch({ nested, filter }: z.infer<typeof Nested>): Body {
  let inner = branch('AND', [filter], []);
  for (let depth = 1; depth < nested; depth++) inner = branch(depth % 2 === 0 ? 'AND' : 'OR', [], [inner]);
  return inner;
}

function branch(kind: 'OR' | 'AND', conditions: Simple[], filterBranches: Body[]): Body {
  return { filterBranchType: kind, filterBranchOperator: kind, filterBranches, filters: conditions.map(filterOf) };
}

function filterOf(condition: Simple): Body {
  if ('rawFilter' in condition) return condition.rawFilter;
  if ('list' in condition) return { filterType: 'IN_LIST', operator: 'IN_LIST', listId: condition.list };
  return {
    filterType: 'PROPERTY',
    property: condition.property,
    operation: { ...operationOf(condition), includeObjectsWithNoValueSet: false },
  };
}

function operationOf(condition: Extract<Simple, { property: string }>): Body {
  if ('in' in condition) return { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: condition.in };
  if ('is' in condition) return { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: [condition.is] };
  if ('above' in condition) return { operationType: 'NUMBER', operator: 'IS_GREATER_THAN', value: condition.above };
  if ('below' in condition) return { operationType: 'NUMBER', operator: 'IS_LESS_THAN', value: condition.below };
  return { operationType: 'ALL_PROPERTY', operator: condition.known ? 'IS_KNOWN' : 'IS_UNKNOWN' };
}
