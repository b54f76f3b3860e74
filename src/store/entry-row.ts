import type { Assessment } from '../model/assessment.ts';
import type { Facts } from '../model/facts.ts';
import type { AiFeature, ClearedAsset } from '../model/feature.ts';
import type { InventoryEntry } from '../model/inventory.ts';
import { recordTypesOf, wordsOf } from '../model/record-types.ts';
import type { Database } from './schema.ts';
import { canonical, digestOf, indexable, storable } from './text.ts';

type Row = Database['inventory'];

/** A feature as it was read from the CRM, what people's answers change in it, and the verdict on both. */
export interface JudgedFeature {
  feature: AiFeature;
  answers: Facts;
  assessment: Assessment;
}

/** The record stays as it was read: an answer that is taken back leaves nothing behind. */
export function rowOfFeature(tenant: string, { feature, answers, assessment }: JudgedFeature): Row {
  const record = canonical(feature);
  const hasAnswers = Object.keys(answers).length > 0;
  const { key, name, system, kind } = feature;
  const row = {
    answers: hasAnswers ? canonical(answers) : null,
    kind,
    name: storable(name),
    words: storable([name, key, system.name, system.vendor].join('\n').toLowerCase()),
    tier: assessment.tier,
    flags: assessment.flags.join(' '),
    open_facts: assessment.missing.length,
    acts_on: wordsOf(recordTypesOf(feature)).join(' '),
    notice: assessment.notice,
  };
  // Rows of a release that listed nothing have another digest and are written once more.
  const digest = digestOf(`${record}\n${Object.values(row).join('\n')}`);
  return { ...standing(tenant, feature), verdict: feature.verdict, digest, record, ...row };
}

export function rowOfCleared(tenant: string, cleared: ClearedAsset): Row {
  const record = canonical(cleared);
  const unlisted = {
    answers: null,
    kind: null,
    name: null,
    words: null,
    tier: null,
    flags: null,
    open_facts: 0,
    acts_on: null,
    notice: null,
  };
  return { ...standing(tenant, cleared), verdict: 'not-ai', digest: digestOf(record), record, ...unlisted };
}

function standing(tenant: string, { key, stream }: { key: string; stream: string }) {
  return { tenant_id: tenant, key: indexable(key), stream, stale_since: null, retired_at: null };
}

export function recordIn({ record }: Pick<Row, 'record'>): AiFeature {
  return JSON.parse(record) as AiFeature;
}

/** With the answers in place, as everybody but the next judgement sees it. */
export function featureWith({ feature, answers }: Pick<JudgedFeature, 'feature' | 'answers'>): AiFeature {
  return { ...feature, facts: { ...feature.facts, ...answers } };
}

/** The same of a stored row. */
export function answered(row: Pick<Row, 'record' | 'answers'>): AiFeature {
  return featureWith({ feature: recordIn(row), answers: JSON.parse(row.answers ?? '{}') as Facts });
}

export function entryIn(row: Pick<Row, 'record' | 'answers' | 'stale_since'>, assessment: Assessment): InventoryEntry {
  return { feature: answered(row), assessment, ...(row.stale_since !== null && { staleSince: row.stale_since }) };
}
