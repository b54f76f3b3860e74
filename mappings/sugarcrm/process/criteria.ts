import type { Json } from '#src/model/json.ts';
import type { Context } from '#src/normalise/context.ts';
import type { Read } from '#src/normalise/references.ts';
import { isObject, textAt } from '#src/normalise/values.ts';
import { moduleNamed } from '../modules.ts';

interface Where {
  own: string;
  at: string;
  how: Read['how'];
  step?: string;
}

/** The fields that a condition looks at; brackets, operators, users and times among its tokens read none. */
export function readsOfCriteria(criteria: Json | undefined, { own, ...where }: Where, context: Context): Read[] {
  if (!Array.isArray(criteria)) {
    return [];
  }
  return criteria.filter(isObject).flatMap((token): Read[] => {
    const property = textAt(token, 'field');
    return property === undefined
      ? []
      : [{ objectType: moduleNamed(textAt(token, 'module') ?? own, context), property, ...where }];
  });
}
