import { listIn, textIn } from '../api/args.ts';
import { type Answer, type Call, ok, type Route, userOf } from '../api/route.ts';
import { rowsFor } from '../instance/access.ts';
import { visibleTo } from './me.ts';
import { presentRecord } from './record.ts';

export const searchRoutes: Route[] = [
  { method: 'GET', path: 'globalsearch', answer: search },
  { method: 'POST', path: 'globalsearch', answer: search },
];

/** By name only; enough to see that a client does not need it. */
function search(call: Call): Answer {
  const user = userOf(call);
  const wanted = listIn(call.args, 'module_list');
  const text = (textIn(call.args, 'q') ?? '').toLowerCase();
  const max = Number(textIn(call.args, 'max_num') ?? 20);
  const offset = Number(textIn(call.args, 'offset') ?? 0);
  const found: unknown[] = [];
  for (const module of visibleTo(call, user)) {
    if (wanted.length > 0 && !wanted.includes(module.name)) continue;
    const rows = rowsFor(user, module);
    for (let index = 0; index < rows.length; index++) {
      const row = rows.at(index);
      if (row !== undefined && String(row.name).toLowerCase().includes(text)) {
        found.push(presentRecord(row, module, user, ['name']));
      }
    }
  }
  const end = offset + max;
  return ok({ next_offset: end >= found.length ? -1 : end, total: found.length, records: found.slice(offset, end) });
}
