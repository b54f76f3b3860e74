import { z } from 'zod';
import type { JsonObject } from '../../src/model/json.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Page, PullContext, Stream } from '../../src/pull/connector.ts';
import { assetOf } from '../../src/pull/sift.ts';
import { aiNotices } from '../../src/redact/ai-notices.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { readBusinessRule } from './bpm/business-rule.ts';
import { identifier } from './bpm/criteria.ts';
import { isMissing, segment, type SugarClient } from './client.ts';
import { momentOf } from './dates.ts';
import { ADMIN } from './errors.ts';
import { Row } from './records.ts';
import { developer, gapUnlessAdmin, inParts } from './rights.ts';
import { isObject, textOf } from './shapes.ts';
import { decodeEntities } from './text/embedded-json.ts';
import { mergeTokens, nameOf } from './text/merge-tokens.ts';

/** Raised when more is read out of a rule or a template than before. */
const READING = 1;

interface Source {
  module: string;
  kind: string;
  fields: readonly string[];
  what: string;
  /** The export of one, for what the list leaves out. */
  file: string;
  payloadOf(record: Record<string, unknown>): JsonObject | undefined;
}

const RULES: Source = {
  module: 'pmse_Business_Rules',
  kind: 'business-rule',
  fields: ['name', 'rst_module', 'rst_source_definition', 'date_modified'],
  what: 'business rules',
  file: 'brules',
  payloadOf: readBusinessRule,
};
const TEMPLATES: Source = {
  module: 'pmse_Emails_Templates',
  kind: 'email-template',
  fields: ['name', 'subject', 'base_module', 'body', 'body_html', 'date_modified'],
  what: 'e-mail templates of processes',
  file: 'etemplate',
  payloadOf: (record) => (hasBody(record) ? readTemplate(record) : undefined),
};

/** Business rules, and the mails that processes send. Of a mail's text only sentences that may speak of AI are kept. */
export const businessRules: Stream<SugarClient> = {
  name: 'business-rules',
  kinds: [RULES.kind, TEMPLATES.kind],
  scopes: [ADMIN, developer()],
  async *pull(context) {
    const parts = [RULES, TEMPLATES].map((source) => ({ what: source.what, read: () => readAll(context, source) }));
    yield* inParts(parts);
    yield* gapUnlessAdmin(context.client, 'rules of modules without the developer right', developer());
  },
};

async function* readAll(context: PullContext<SugarClient>, source: Source): AsyncGenerator<Page> {
  const { client, kept } = context;
  const { module, kind, fields, what } = source;
  for await (const { items, quarantined } of client.list(module, Row, { what, right: developer(), fields })) {
    const revisions = new Map(items.map((row) => [row.id, revisionOf(row)]));
    const held = await kept.revisions(kind, [...revisions.keys()]);
    const page = {
      assets: [] as PulledAsset[],
      unchanged: [] as Page['unchanged'] & object,
      quarantined: [...quarantined],
    };
    for (const row of items) {
      const revision = revisions.get(row.id);
      if (revision !== undefined && held.get(row.id) === revision) {
        page.unchanged.push({ kind, externalId: row.id });
        continue;
      }
      const payload = source.payloadOf(row) ?? source.payloadOf({ ...row, ...(await exported(client, source, row)) });
      if (payload) {
        page.assets.push({ kind, externalId: row.id, ...(revision && { revision }), payload });
      } else if (kind === TEMPLATES.kind) {
        page.assets.push(assetOf(kind, row.id, readTemplate(row)));
      } else {
        page.quarantined.push({ item: row.id, reason: 'its definition cannot be read' });
      }
    }
    yield page;
  }
}

function revisionOf(row: Row): string | undefined {
  const moment = momentOf(row['date_modified']);
  return moment && `${READING}/${moment}`;
}

/** The record in an export, whatever it is wrapped in. */
async function exported(client: SugarClient, { module, file, what }: Source, { id }: Row) {
  try {
    const ask = { what: `${what}: ${id}`, right: developer() };
    return recordIn(await client.get(`${module}/${segment(id)}/${file}`, z.unknown(), ask));
  } catch (error) {
    if (isMissing(error)) {
      return {};
    }
    throw error;
  }
}

const OF_RECORD = ['rst_source_definition', 'body_html', 'body', 'subject'];

export function recordIn(file: unknown): Record<string, unknown> {
  const candidates = [file, ...(isObject(file) ? Object.values(file) : [])].filter(isObject);
  return candidates.find((record) => OF_RECORD.some((key) => key in record)) ?? {};
}

const hasBody = (record: Record<string, unknown>) => 'body' in record || 'body_html' in record;

export function readTemplate(record: Record<string, unknown>): JsonObject {
  const subject = textOf(record['subject']);
  const texts = [record['body_html'], record['body'], subject]
    .flatMap((text) => textOf(text) ?? [])
    .map(decodeEntities);
  return compact({
    name: redactText(textOf(record['name']) ?? '', 300),
    subject: subject && redactText(subject, 300),
    module: identifier(record['base_module']),
    fields: [...new Set(texts.flatMap(mergeTokens).map(nameOf))].slice(0, 200),
    notices: hasBody(record) ? aiNotices(texts) : undefined,
    textRead: hasBody(record),
  });
}
