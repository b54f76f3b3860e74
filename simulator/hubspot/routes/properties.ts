import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import { batchAnswer, batchError, inputsOf } from '../api/batch.ts';
import { flagIn, listIn } from '../api/query.ts';
import { invalid, missingScopes, notFound } from '../api/refusal.ts';
import type { ApiRequest, Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';
import type { ObjectType } from '../portal/portal.ts';
import { mayReadSchema, objectTypeIn } from './object-type.ts';

const BASES = ['/crm/v3/properties/:objectType', '/crm/properties/2026-09/:objectType'];
const under = (path: string) => BASES.map((base) => base + path);
const SENSITIVITIES = ['non_sensitive', 'sensitive', 'highly_sensitive'];

/** Unpaged on purpose: HubSpot sends the whole list in one body of half a megabyte. */
export const propertyRoutes: Route[] = [
  { method: 'GET', paths: BASES, scopes: mayReadSchema, answer: (request) => ok({ results: visibleIn(request) }) },
  { method: 'GET', paths: under('/groups'), scopes: mayReadSchema, answer: listGroups },
  { method: 'POST', paths: under('/batch/read'), scopes: mayReadSchema, answer: readBatch },
  {
    method: 'GET',
    paths: under('/:propertyName'),
    scopes: mayReadSchema,
    answer(request) {
      const name = param(request, 'propertyName');
      const property = visibleIn(request).find((candidate) => candidate.name === name);
      if (property === undefined) throw notFound(`property "${name}" not found`);
      return ok(property);
    },
  },
];

function visibleIn(request: ApiRequest): Body[] {
  const { portal, query } = request;
  const type = objectTypeIn(request);
  const sensitivity = query.get('dataSensitivity') ?? 'non_sensitive';
  demandSensitivity(request, type, sensitivity);
  const named = listIn(query, 'properties');
  const archived = flagIn(query, 'archived');
  return portal.properties(type).filter((property) => {
    if ((property.dataSensitivity ?? 'non_sensitive') !== sensitivity) return false;
    if ((property.archived ?? false) !== archived) return false;
    return named.length === 0 || named.includes(String(property.name));
  });
}

/** Sensitive properties take a call and a scope of their own, and are not even named without. */
function demandSensitivity({ portal }: ApiRequest, type: ObjectType, sensitivity: string): void {
  if (!SENSITIVITIES.includes(sensitivity)) throw invalid(`Invalid dataSensitivity ${sensitivity}`, 'dataSensitivity');
  if (sensitivity === 'non_sensitive') return;
  const scope =
    type.name === 'tickets' ? `tickets.${sensitivity}.v2` : `crm.objects.${type.name}.${sensitivity}.read.v2`;
  if (!portal.scopes.has(scope)) throw missingScopes([scope]);
}

function listGroups(request: ApiRequest) {
  const names = new Set(request.portal.properties(objectTypeIn(request)).map(({ groupName }) => String(groupName)));
  const results = [...names].map((name, displayOrder) => ({ name, label: name, displayOrder, archived: false }));
  return ok({ results });
}

function readBatch(request: ApiRequest) {
  const all = visibleIn(request);
  const results: Body[] = [];
  const errors: Body[] = [];
  for (const input of inputsOf(request.body)) {
    const name = isBody(input) ? String(input.name) : '';
    const property = all.find((candidate) => candidate.name === name);
    if (property === undefined) errors.push(batchError('OBJECT_NOT_FOUND', `No property ${name}`, { name: [name] }));
    else results.push(property);
  }
  return batchAnswer(results, errors);
}
