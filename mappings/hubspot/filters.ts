import type { Json } from '../../src/model/json.ts';
import type { Read } from '../../src/normalise/references.ts';
import { isObject, objectsAt, textAt } from '../../src/normalise/values.ts';
import { objectPath } from './object-types.ts';

/** The pseudo object under which membership of a segment is read: `segment/123`. */
export const SEGMENT = 'segment';

interface Where {
  objectType: string;
  at: string;
  how: Read['how'];
  step?: string;
}

/**
 * All properties that a filter tree reads, associated objects' included. Segment membership counts as a read of that
 * segment, so that a workflow enrolled from an AI segment is linked to what the segment rests on.
 */
export function readsOfFilter(branch: Json | undefined, where: Where, depth = 0): Read[] {
  if (!isObject(branch) || depth > 20) {
    return [];
  }
  const objectType = objectPath(textAt(branch, 'objectTypeId')) ?? where.objectType;
  const here: Where = { ...where, objectType };
  const own = objectsAt(branch, 'filters').flatMap((filter): Read[] => {
    const list = textAt(filter, 'listId');
    if (list !== undefined) {
      return [read({ ...here, objectType: SEGMENT }, list)];
    }
    const property = textAt(filter, 'property');
    return property === undefined ? [] : [read(here, property)];
  });
  const nested = [
    'filterBranches',
    'eventFilterBranches',
    'listMembershipFilterBranches',
    'reEnrollmentTriggersFilterBranches',
  ]
    .flatMap((key) => objectsAt(branch, key))
    .concat(
      ['listFilterBranch', 'refinementCriteria', 'filterBranch'].flatMap((key) =>
        isObject(branch[key]) ? [branch[key]] : [],
      ),
    );
  return [...own, ...nested.flatMap((child) => readsOfFilter(child, here, depth + 1))];
}

function read({ objectType, at, how, step }: Where, property: string): Read {
  return { objectType, property, at, how, ...(step !== undefined && { step }) };
}
