import type { Json } from '#src/model/json.ts';
import type { PulledAsset } from '#src/model/raw-asset.ts';
import { assetOf } from '#src/pull/sift.ts';
import { readBusinessRule } from '../bpm/business-rule.ts';
import { identifier } from '../bpm/criteria.ts';
import { listIn, readProcess } from '../bpm/process.ts';
import { readTemplate, recordIn } from '../business-rules.ts';
import { chatOf } from '../chat.ts';
import { dashletsOf } from '../dashboards.ts';
import { legacyWorkflowOf } from '../legacy-workflows.ts';
import { packageOf } from '../packages.ts';
import type { Row } from '../records.ts';
import { schedulerOf } from '../schedulers.ts';
import { isObject, textOf } from '../shapes.ts';
import { smartGuideOf, smartGuideWebhookOf } from '../smart-guides.ts';
import { webLogicHookOf } from '../web-logic-hooks.ts';
import { isContactFlow, readContactFlow } from './contact-flow.ts';
import { isLexExport, readLexBot } from './lex-bot.ts';

export interface Found {
  stream: string;
  assets: PulledAsset[];
}

type Raw = Record<string, unknown>;

interface Shape {
  stream: string;
  module: string;
  fits(record: Raw): boolean;
  assetsOf(row: Row): PulledAsset[];
}

const has =
  (...keys: string[]) =>
  (record: Raw) =>
    keys.every((key) => key in record);
const one = (read: (row: Row) => PulledAsset) => (row: Row) => [read(row)];

/** Records by their module where they name it, else by shape: the first that fits. */
const SHAPES: readonly Shape[] = [
  { stream: 'business-rules', module: 'pmse_Business_Rules', fits: has('rst_source_definition'), assetsOf: ruleOf },
  {
    stream: 'business-rules',
    module: 'pmse_Emails_Templates',
    fits: has('body_html', 'base_module'),
    assetsOf: templateOf,
  },
  {
    stream: 'smart-guides',
    module: 'CJ_WebHooks',
    fits: (record) =>
      'url' in record && ['request_format', 'custom_post_body', 'parent_type'].some((key) => key in record),
    assetsOf: one(smartGuideWebhookOf),
  },
  {
    stream: 'web-logic-hooks',
    module: 'WebLogicHooks',
    fits: has('url', 'webhook_target_module'),
    assetsOf: one(webLogicHookOf),
  },
  {
    stream: 'smart-guides',
    module: 'DRI_Workflow_Templates',
    fits: has('available_modules'),
    assetsOf: one(smartGuideOf),
  },
  {
    stream: 'legacy-workflows',
    module: 'WorkFlow',
    fits: has('base_module', 'fire_order'),
    assetsOf: one((row) => legacyWorkflowOf(row)),
  },
  { stream: 'schedulers', module: 'Schedulers', fits: has('job', 'job_interval'), assetsOf: one(schedulerOf) },
  { stream: 'dashboards', module: 'Dashboards', fits: has('dashboard_module', 'metadata'), assetsOf: dashletsOf },
  {
    stream: 'packages',
    module: 'packages',
    fits: has('name', 'version', 'uninstallable'),
    assetsOf: one((row) => packageOf({ ...row, name: textOf(row['name']) ?? '' })),
  },
];

/** What a file holds as assets, or why nothing of it is used, in one sentence. `name`: for what has none of its own. */
export function recognise(json: Json, name: string): { found: Found[] } | { error: string } {
  const process = isObject(json) ? processIn(json, name) : undefined;
  if (process) {
    return process;
  }
  if (isContactFlow(json)) {
    const chat = readContactFlow(json, name);
    return { found: [{ stream: 'chat', assets: [assetOf('chat', chat.name, chat)] }] };
  }
  if (isLexExport(json)) {
    const bot = readLexBot(json);
    return { found: [{ stream: 'chat', assets: [assetOf('chat', bot.name, bot)] }] };
  }
  if (isObject(json) && Object.keys(json).some((key) => key.startsWith('aws_connect_'))) {
    const settings = chatOf(json, { server: {}, config: {}, modules: [] });
    return { found: [{ stream: 'chat', assets: [assetOf('chat', 'portal-chat', settings)] }] };
  }
  return recordsOf(json, name);
}

/** A process brings the rules and mails it uses. */
function processIn(json: Raw, name: string): { found: Found[] } | { error: string } | undefined {
  const payload = readProcess(json);
  if (!payload) {
    return undefined;
  }
  const project = isObject(json['project']) ? json['project'] : {};
  const id = identifier(project['prj_uid']) ?? identifier(project['id']) ?? name;
  const dependencies = isObject(json['dependencies']) ? json['dependencies'] : {};
  const rules = listIn(dependencies['business_rule']).filter(hasId).flatMap(ruleOf);
  const mails = listIn(dependencies['email_template']).filter(hasId).flatMap(templateOf);
  const found = [
    { stream: 'process-definitions', assets: [assetOf('process-definition', id, payload)] },
    { stream: 'business-rules', assets: [...rules, ...mails] },
  ];
  return { found: found.filter(({ assets }) => assets.length > 0) };
}

const hasId = (record: Raw): record is Row => typeof record['id'] === 'string' && record['id'] !== '';

function ruleOf(row: Row): PulledAsset[] {
  const payload = readBusinessRule(row);
  return payload ? [assetOf('business-rule', row.id, payload)] : [];
}

function templateOf(row: Row): PulledAsset[] {
  return [assetOf('email-template', row.id, readTemplate(row))];
}

function recordsOf(json: Json, name: string): { found: Found[] } | { error: string } {
  const records = recordsIn(json);
  const found = Map.groupBy(records, shapeOf);
  found.delete(undefined);
  const parts = [...found].flatMap(([shape, rows]) => {
    const assets = rows.map((row) => withId(row, name, rows.length)).flatMap((row) => shape?.assetsOf(row) ?? []);
    return shape && assets.length > 0 ? [{ stream: shape.stream, assets }] : [];
  });
  return parts.length > 0 ? { found: parts } : { error: unknownShape(json, records) };
}

function shapeOf(record: Raw): Shape | undefined {
  return SHAPES.find(({ module }) => module === record['_module']) ?? SHAPES.find(({ fits }) => fits(record));
}

/** Records of a list however it is wrapped, or the one record itself. */
function recordsIn(json: Json): Raw[] {
  if (Array.isArray(json)) {
    return json.flatMap((item) => (isObject(item) ? recordsIn(item as Json) : []));
  }
  if (!isObject(json)) {
    return [];
  }
  const list = json['records'] ?? json['packages'];
  if (Array.isArray(list)) {
    return list.filter(isObject) as Raw[];
  }
  const wrapped = recordIn(json);
  return Object.keys(wrapped).length > 0 ? [wrapped] : [json];
}

/** An exported rule has no id where it was made to be imported elsewhere: its file's name stands for one. */
function withId(record: Raw, name: string, of: number): Row {
  const id = identifier(record['id']) ?? identifier(record['rst_uid']) ?? name;
  return { ...record, id: of > 1 && !hasId(record) ? `${id}#${textOf(record['name']) ?? ''}` : id };
}

function unknownShape(json: Json, records: readonly Raw[]): string {
  if (records.some((record) => 'prj_uid' in record || 'prj_module' in record)) {
    return 'lists processes without their steps: export each of them as .bpm.';
  }
  const list = isObject(json) ? json['records'] : json;
  return Array.isArray(list) && list.length === 0
    ? 'is an empty list, which does not say of what.'
    : 'holds nothing that is known as an export of SugarCRM, Amazon Connect or Lex.';
}
