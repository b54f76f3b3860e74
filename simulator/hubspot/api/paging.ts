import type { Body } from '../../shared/body.ts';
import type { Rows } from '../../shared/rows.ts';
import type { Cursor } from './cursor.ts';
import { opaque } from './cursor.ts';
import type { Limit } from './query.ts';
import { limitIn } from './query.ts';
import type { ApiRequest } from './route.ts';

export interface Page<T> {
  results: T[];
  /** Absent on the last page: the key, not only its content. */
  paging?: { next: { after: string; link: string } };
}

interface Options<T> {
  limit?: Limit;
  cursor?: Cursor;
  present?: (row: T) => unknown;
}

const HUNDRED: Limit = { default: 100, max: 100 };

/** The page that the request asks for. Throws a `Refusal` for a limit or a cursor that makes no sense. */
export function pageOf<T>(rows: Rows<T>, request: ApiRequest, options: Options<T> = {}): Page<unknown> {
  const { cursor = opaque, present = (row: T): unknown => row } = options;
  const limit = limitIn(request.query, options.limit ?? HUNDRED);
  const after = request.query.get('after');
  const from = after === null || after === '' ? 0 : cursor.read(after);
  const end = request.quirk === 'empty-page' ? from : Math.min(from + limit, rows.length);
  const results: unknown[] = [];
  for (let index = from; index < end; index++) {
    const row = rows.at(index);
    if (row !== undefined) results.push(present(row));
  }
  if (end >= rows.length) return { results };
  const next = cursor.write(request.quirk === 'repeat-cursor' ? from : end);
  return { results, paging: { next: { after: next, link: linkTo(request, next) } } };
}

/** The same with `total`, which only some lists have. */
export function totalledPageOf<T>(rows: Rows<T>, request: ApiRequest, options: Options<T> = {}): Body {
  return { total: rows.length, ...pageOf(rows, request, options) };
}

function linkTo(request: ApiRequest, after: string): string {
  return `${request.origin}${request.path}?after=${after}`;
}
