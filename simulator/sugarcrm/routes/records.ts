import type { Body } from '../../shared/body.ts';
import type { Rows } from '../../shared/rows.ts';
import { listIn, textIn } from '../api/args.ts';
import { invalidParameter, noRecord, notAuthorized, notFound } from '../api/refusal.ts';
import { type Answer, type Call, moduleIn, ok, param, type Route, userOf } from '../api/route.ts';
import { mayRead, maySee, rowsFor } from '../instance/access.ts';
import type { Module } from '../instance/instance.ts';
import { matcherOf } from './filter.ts';
import { compare } from './operators.ts';
import { presentRecord } from './record.ts';

const DEFAULT_PAGE = 20;

export const recordRoutes: Route[] = [
  { method: 'GET', path: '<module>', answer: list },
  { method: 'GET', path: '<module>/filter', answer: list },
  { method: 'POST', path: '<module>/filter', answer: list },
  { method: 'GET', path: '<module>/count', answer: count },
  { method: 'GET', path: '<module>/filter/count', answer: count },
  { method: 'POST', path: '<module>/filter/count', answer: count },
  { method: 'GET', path: '<module>/total', since: 1121, answer: count },
  { method: 'GET', path: '<module>/:id', answer: one },
  { method: 'GET', path: '<module>/:id/pii', answer: pii },
  { method: 'GET', path: '<module>/:id/audit', answer: (call) => (one(call), ok({ next_offset: -1, records: [] })) },
  { method: 'GET', path: '<module>/enum/:field', answer: choices },
  { method: 'GET', path: '<module>/:id/link/:link', answer: related },
  { method: 'GET', path: '<module>/:id/link/:link/count', answer: relatedCount },
  { method: 'GET', path: '<module>/:id/link/:link/filter', answer: related },
];

function list(call: Call): Answer {
  const module = readable(call);
  return ok(pageOf(call, module, matching(call, module, rowsFor(userOf(call), module))));
}

function count(call: Call): Answer {
  const module = readable(call);
  return ok({ record_count: matching(call, module, rowsFor(userOf(call), module)).length });
}

function one(call: Call): Answer {
  const module = readable(call);
  const row = rowIn(call, module);
  return ok(presentRecord(row, module, userOf(call), listIn(call.args, 'fields')));
}

/** Throws the same 404 for a record that is hidden as for one that does not exist. */
export function rowIn(call: Call, module: Module): Body {
  const id = param(call, 'id');
  const row = module.find(id);
  if (row === undefined || !maySee(userOf(call), module, row)) throw noRecord(id, module.name);
  return row;
}

function related(call: Call): Answer {
  const { rows, module } = linked(call);
  return ok(pageOf(call, module, matching(call, module, rows)));
}

function relatedCount(call: Call): Answer {
  return ok({ record_count: linked(call).rows.length });
}

function linked(call: Call): { rows: Body[]; module: Module } {
  const module = readable(call);
  const row = rowIn(call, module);
  const name = param(call, 'link');
  const link = module.links[name];
  const target = call.instance.modules.get(link?.module ?? '');
  if (link === undefined || target === undefined) throw notFound(`Could not find a relationship named: ${name}`);
  return { rows: link.of(String(row.id)), module: target };
}

function choices(call: Call): Answer {
  const module = readable(call);
  const field = module.fields().get(param(call, 'field'));
  if (field === undefined) throw notFound('field not found');
  const options = call.instance.dropdowns[String(field.vardef.options)];
  if (options === undefined) throw notFound('options not found');
  return ok(options);
}

function pii(call: Call): Answer {
  const module = readable(call);
  const row = rowIn(call, module);
  const marked = [...module.fields().values()].filter(({ vardef }) => ['true', '1'].includes(String(vardef.pii)));
  return ok({ fields: marked.map(({ name }) => ({ field_name: name, value: row[name] ?? null, source: null })) });
}

export function readable(call: Call): Module {
  const module = moduleIn(call);
  if (!mayRead(userOf(call), module)) {
    throw notAuthorized(`No access to view records for module: ${module.name}`);
  }
  return module;
}

function matching(call: Call, module: Module, rows: Rows<Body>): Rows<Body> {
  const { filter, q } = call.args;
  const user = userOf(call);
  const matches = matcherOf(filter, { module, user, now: call.simulation.now() });
  if (filter === undefined && q === undefined) return rows;
  const text = typeof q === 'string' ? q.toLowerCase() : '';
  const found: Body[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows.at(index);
    if (row !== undefined && matches(row) && String(row.name).toLowerCase().includes(text)) found.push(row);
  }
  return found;
}

function pageOf(call: Call, module: Module, rows: Rows<Body>): Body {
  const from = offsetIn(call, rows.length);
  const max = Number(textIn(call.args, 'max_num') ?? DEFAULT_PAGE);
  if (!Number.isInteger(max)) throw invalidParameter('max_num is not a number');
  const size = max < 0 ? rows.length : max;
  const end = call.quirk === 'emptyPage' ? from : Math.min(from + size, rows.length);
  const ordered = sorted(call, rows);
  const records: Body[] = [];
  for (let index = from; index < end; index++) {
    const row = ordered.at(index);
    if (row !== undefined) records.push(presentRecord(row, module, userOf(call), listIn(call.args, 'fields')));
  }
  const next = call.quirk === 'repeatOffset' ? from : end;
  return { next_offset: end >= rows.length ? -1 : next, records };
}

function offsetIn(call: Call, length: number): number {
  const text = textIn(call.args, 'offset') ?? '0';
  if (text === 'end') return length;
  const offset = Number(text);
  return Number.isInteger(offset) && offset > 0 ? offset : 0;
}

function sorted(call: Call, rows: Rows<Body>): Rows<Body> {
  const order = listIn(call.args, 'order_by').map((part) => part.split(':'));
  if (order.length === 0) return rows;
  const copy: Body[] = [];
  for (let index = 0; index < rows.length; index++) copy.push(rows.at(index) ?? {});
  return copy.sort((left, right) => {
    for (const [field = '', direction] of order) {
      const difference = compare(String(left[field] ?? ''), String(right[field] ?? ''));
      if (difference !== 0) return direction?.toUpperCase() === 'DESC' ? -difference : difference;
    }
    return 0;
  });
}
