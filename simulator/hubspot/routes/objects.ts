import type { Body } from '../../shared/body.ts';
import type { Cursor } from '../api/cursor.ts';
import { pageOf } from '../api/paging.ts';
import { flagIn, limitIn, listIn } from '../api/query.ts';
import { invalid, notFound } from '../api/refusal.ts';
import type { ApiRequest, Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';
import type { CrmRecord, RecordStore } from '../portal/portal.ts';
import { mayReadRecords, objectTypeIn } from './object-type.ts';
import { presentRecord } from './record.ts';

const BASES = ['/crm/v3/objects/:objectType', '/crm/objects/2026-09/:objectType'];
const LIMIT = { default: 10, max: 100 };
const LIMIT_WITH_HISTORY = { default: 10, max: 50 };

export const objectRoutes: Route[] = [
  { method: 'GET', paths: BASES, scopes: mayReadRecords, answer: listRecords },
  { method: 'GET', paths: BASES.map((base) => `${base}/:objectId`), scopes: mayReadRecords, answer: readRecord },
];

function listRecords(request: ApiRequest) {
  const records = request.portal.records(objectTypeIn(request));
  const limit = listIn(request.query, 'propertiesWithHistory').length > 0 ? LIMIT_WITH_HISTORY : LIMIT;
  // Checked before the archive: a wrong limit is refused there too.
  limitIn(request.query, limit);
  if (flagIn(request.query, 'archived')) return ok({ results: [] });
  return ok(
    pageOf(records, request, { limit, cursor: lastIdOf(records), present: (record) => present(record, request) }),
  );
}

function readRecord(request: ApiRequest) {
  const records = request.portal.records(objectTypeIn(request));
  const record = records.at(records.indexOf(param(request, 'objectId')));
  if (record === undefined) throw notFound();
  return ok(present(record, request));
}

function present(record: CrmRecord, request: ApiRequest): Body {
  const { query } = request;
  return presentRecord(
    record,
    objectTypeIn(request),
    listIn(query, 'properties'),
    listIn(query, 'propertiesWithHistory'),
  );
}

/** Here `after` is the id of the last record of the page. */
function lastIdOf(records: RecordStore): Cursor {
  return {
    write: (offset) => records.at(offset - 1)?.id ?? '0',
    read(after) {
      if (after === '0') return 0;
      const index = records.indexOf(after);
      if (index < 0) throw invalid('Invalid paging cursor', 'after', 'INVALID_CURSOR');
      return index + 1;
    },
  };
}
