import { z } from 'zod';
import type { JsonObject } from '../../src/model/json.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Page, Stream } from '../../src/pull/connector.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { identifier, valueText } from './bpm/criteria.ts';
import { segment, type SubAnswer, type SugarClient } from './client.ts';
import { momentOf } from './dates.ts';
import { ADMIN } from './errors.ts';
import { Row } from './records.ts';
import { developer, gapUnlessAdmin } from './rights.ts';
import { booleanOf, phpList, textOf } from './shapes.ts';

const kind = 'legacy-workflow';
/** Raised when more is read out of a workflow than before. */
const READING = 1;
const FIELDS = ['name', 'base_module', 'status', 'type', 'record_type', 'description', 'parent_id', 'date_modified'];
const LINKS = ['triggers', 'trigger_filters', 'alerts', 'actions'] as const;

const Linked = z.object({ next_offset: z.coerce.number().optional().catch(undefined), records: phpList(Row.loose()) });
type Records = z.infer<typeof Row>[];
type Parts = Partial<Record<(typeof LINKS)[number], Records>>;

/** The workflows from before SugarBPM. What they ask and do stands in records of their own, read in bundles. */
export const legacyWorkflows: Stream<SugarClient> = {
  name: 'legacy-workflows',
  kinds: [kind],
  scopes: [ADMIN, developer()],
  async *pull({ client, kept }) {
    const ask = { what: 'legacy workflows', right: developer(), fields: FIELDS };
    for await (const { items, quarantined } of client.list('WorkFlow', Row, ask)) {
      const revisions = new Map(items.map((row) => [row.id, revisionOf(row)]));
      const held = await kept.revisions(kind, [...revisions.keys()]);
      const isHeld = ({ id }: Row) => revisions.get(id) !== undefined && revisions.get(id) === held.get(id);
      const read = await readAll(
        client,
        items.filter((row) => !isHeld(row)),
      );
      yield {
        assets: read.map(({ row, parts, steps, gap }) =>
          legacyWorkflowOf(row, parts, steps, gap ? undefined : revisions.get(row.id)),
        ),
        unchanged: items.filter(isHeld).map(({ id }) => ({ kind, externalId: id })),
        quarantined: [...quarantined, ...read.flatMap(({ row, gap }) => (gap ? [{ item: row.id, reason: gap }] : []))],
      } satisfies Page;
    }
    yield* gapUnlessAdmin(client, 'legacy workflows of modules without the developer right', developer());
  },
};

function revisionOf(row: Row): string | undefined {
  const moment = momentOf(row['date_modified']);
  return moment && `${READING}/${moment}`;
}

async function readAll(client: SugarClient, rows: readonly Row[]) {
  const wanted = rows.flatMap(({ id }) => LINKS.map((link) => `WorkFlow/${segment(id)}/link/${link}?max_num=100`));
  const answers = await client.bulk(wanted);
  const read = rows.map((row, index) => {
    const own = answers.slice(index * LINKS.length, (index + 1) * LINKS.length);
    const linked = own.map(recordsIn);
    const parts: Parts = Object.fromEntries(LINKS.map((link, at) => [link, linked[at]?.records]));
    return { row, parts, gap: linked.find(({ gap }) => gap !== undefined)?.gap };
  });
  const shells = read.flatMap(({ parts }) => parts.actions ?? []);
  const steps = await client.bulk(
    shells.map(({ id }) => `WorkFlowActionShells/${segment(id)}/link/actions?max_num=100`),
  );
  const byShell = new Map(shells.map(({ id }, index) => [id, recordsIn(steps[index])]));
  return read.map((one) => {
    const own = (one.parts.actions ?? []).map(({ id }) => byShell.get(id));
    const gap = one.gap ?? own.find((step) => step?.gap !== undefined)?.gap;
    return { ...one, gap, steps: new Map([...byShell].map(([id, { records }]) => [id, records ?? []])) };
  });
}

function recordsIn(answer: SubAnswer | undefined): { records?: Records; gap?: string } {
  const read = Linked.safeParse(answer?.body);
  if (answer?.status !== 200 || !read.success) {
    return { gap: `its conditions or actions were answered with ${answer?.status ?? 0}` };
  }
  const more = (read.data.next_offset ?? -1) > 0;
  return { records: read.data.records, ...(more && { gap: 'it has more than 100 conditions or actions' }) };
}

export function legacyWorkflowOf(
  row: Row,
  { triggers = [], trigger_filters: filters = [], alerts = [], actions = [] }: Parts = {},
  steps: ReadonlyMap<string, Records> = new Map(),
  revision?: string,
): PulledAsset {
  const base = identifier(row['base_module']) ?? '';
  const description = textOf(row['description']);
  const reads = [...triggers, ...filters].flatMap((trigger) => {
    const field = identifier(trigger['field']);
    return field === undefined ? [] : [`${identifier(trigger['rel_module']) ?? base}/${field}`];
  });
  const payload = compact({
    name: redactText(textOf(row['name']) ?? '', 300),
    module: base,
    active: booleanOf(row['status']),
    description: description && redactText(description, 1000),
    reads: [...new Set(reads)],
    actions: actions.flatMap((shell) => actionsOf(shell, steps.get(shell.id) ?? [], base)).slice(0, 500),
    alerts: alerts.length,
  });
  return { kind, externalId: row.id, ...(revision && { revision }), payload };
}

function actionsOf(shell: Row, steps: Records, base: string): JsonObject[] {
  const type = identifier(shell['action_type']) ?? 'unknown';
  const module = identifier(shell['action_module']) ?? identifier(shell['rel_module']) ?? base;
  const fields = steps.map((step) =>
    compact({ type, module, field: identifier(step['field']), value: valueText(step['value']) }),
  );
  return fields.length > 0 ? fields : [{ type, module }];
}
