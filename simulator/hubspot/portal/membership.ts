import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import type { CrmRecord } from './portal.ts';

/** The lists that a record is in: those whose filters it meets, and of those without filters the first records. */
export function listsWith(record: CrmRecord, index: number, lists: readonly Body[]): Body[] {
  const isIn = (list: Body, above: readonly Body[]): boolean => {
    // A list that depends on itself has nobody in it.
    if (above.includes(list)) return false;
    if (list.filterBranch === undefined) return index < Number(list.size);
    return meets(list.filterBranch, (filter) => {
      if (filter.filterType === 'PROPERTY') return holds(record, filter);
      const other = lists.find(({ listId }) => listId === filter.listId);
      return filter.filterType === 'IN_LIST' && other !== undefined && isIn(other, [...above, list]);
    });
  };
  return lists.filter((list) => isIn(list, []));
}

/** A branch without anything in it is met by nobody, and so is what is no branch. */
function meets(branch: unknown, isMet: (filter: Body) => boolean): boolean {
  if (!isBody(branch)) return false;
  const filters = bodiesIn(branch.filters).map((filter) => () => isMet(filter));
  const branches = bodiesIn(branch.filterBranches).map((inner) => () => meets(inner, isMet));
  const all = [...filters, ...branches];
  if (all.length === 0) return false;
  return branch.filterBranchType === 'AND' ? all.every((check) => check()) : all.some((check) => check());
}

const bodiesIn = (value: unknown): Body[] => (Array.isArray(value) ? value.filter(isBody) : []);

function holds({ properties }: CrmRecord, { property, operation }: Body): boolean {
  if (!isBody(operation)) return false;
  const held = properties[String(property)];
  if (operation.operator === 'IS_UNKNOWN') return held === undefined;
  if (held === undefined) return false;
  switch (operation.operator) {
    case 'IS_KNOWN':
      return true;
    case 'IS_ANY_OF':
    case 'IS_EQUAL_TO':
      return Array.isArray(operation.values) && operation.values.includes(held);
    case 'IS_GREATER_THAN':
      return Number(held) > Number(operation.value);
    case 'IS_LESS_THAN':
      return Number(held) < Number(operation.value);
    default:
      return false;
  }
}
