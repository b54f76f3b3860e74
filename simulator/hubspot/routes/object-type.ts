import { invalid } from '../api/refusal.ts';
import type { ApiRequest } from '../api/route.ts';
import { param } from '../api/route.ts';
import type { ObjectType } from '../portal/portal.ts';

/** The object type that the path names, by name, number or fully qualified name. */
export function objectTypeIn(request: ApiRequest): ObjectType {
  const wanted = param(request, 'objectType');
  const type = request.portal.objectType(wanted);
  if (type === undefined) throw invalid(`Unable to infer object type from: ${wanted}`);
  return type;
}

export const mayReadRecords = (request: ApiRequest) => objectTypeIn(request).readScopes;

/** Reading definitions takes less than reading records; `automation` will do too. */
export const mayReadSchema = (request: ApiRequest) => {
  const type = objectTypeIn(request);
  return [...type.schemaScopes, ...type.readScopes, 'automation'];
};
