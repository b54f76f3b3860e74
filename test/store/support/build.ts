import type { Assessment, Flag, NoticeState, Outcome, Tier, Verdict } from '#src/model/assessment.ts';
import type { StreamReport } from '#src/model/coverage.ts';
import type { Facts } from '#src/model/facts.ts';
import type { AiFeature, ClearedAsset } from '#src/model/feature.ts';
import type { NotVisible } from '#src/model/inventory.ts';
import { featureEntered } from '#src/scan/entered.ts';
import { changesOf } from '#src/scan/changes.ts';
import type { Result } from '#src/store/inventories.ts';
import type { TenantStore } from '#src/store/store.ts';

const STAMPS = { rules: '1', law: '1', catalogue: '1', mappings: '1' };

interface About {
  name?: string;
  stream?: string;
  facts?: Facts;
  objectType?: string;
  asset?: Partial<AiFeature['asset']>;
  links?: AiFeature['links'];
}

export function buildFeature(
  id: string,
  { name = `flow ${id}`, stream = 'workflows', facts = {}, objectType, asset = {}, links = [] }: About = {},
): AiFeature {
  return {
    key: `hubspot:workflow:${id}`,
    crm: 'hubspot',
    stream,
    kind: 'automation',
    name,
    verdict: 'ai',
    asset: { kind: 'workflow', externalId: id, name, ...(objectType !== undefined && { objectType }), ...asset },
    system: { id: 's', vendor: 'v', name: 'n' },
    facts,
    evidence: [],
    links,
  };
}

export function buildCleared(id: string, stream = 'workflows'): ClearedAsset {
  const { key, crm, name, asset } = buildFeature(id);
  return { key, crm, stream, name, asset, because: { id: 'rule-based' } };
}

interface Judged {
  tier?: Tier;
  flags?: Flag[];
  notice?: NoticeState;
  rules?: Record<string, Outcome>;
  /** With the words of the rules. */
  verdicts?: Pick<Verdict, 'rule' | 'outcome' | 'citations'>[];
}

export function buildAssessment({
  tier = 'minimal',
  flags = [],
  notice = 'not-needed',
  rules = {},
  verdicts = [],
}: Judged = {}): Assessment {
  return {
    tier,
    flags,
    notice,
    dormant: false,
    obligations: [],
    because: [
      ...Object.entries(rules).map(([rule, outcome]) => ({ rule, outcome, text: { id: rule }, citations: [] })),
      ...verdicts.map((one) => ({ ...one, text: { id: `rules.${one.rule}.${one.outcome}` } })),
    ].map((one) => ({ ...one, read: [], missing: [] })),
    missing: [],
  };
}

export interface Said {
  /** Features by id, with what the rules say of them. */
  features?: Record<string, Parameters<typeof buildAssessment>[0] & Parameters<typeof buildFeature>[1]>;
  cleared?: string[];
  mayRetire?: string[];
  stale?: string[];
  at?: string;
  rulesVersion?: string;
  notVisible?: NotVisible[];
  coverage?: StreamReport[];
}

/** What a killed process leaves: an open scan that nobody holds. */
export async function interrupt({ scans: kept, leases }: TenantStore): Promise<void> {
  for (const { id } of await kept.list()) {
    await leases.release(id);
  }
}

let scans = 0;

/** A whole scan with this outcome, as `conclude` ends one. Returns the rows that were written and the scan's id. */
export async function finish(own: TenantStore, said: Said): Promise<{ id: string; written: number }> {
  await interrupt(own);
  const { at = '2026-11-24T10:00:00.000Z' } = said;
  const { id, startedAt } = await own.leases.begin('resync', `scan-${(scans += 1)}`, at);
  return { id, written: await own.inventories.write({ ...resultOf(said, id, startedAt) }) };
}

export function resultOf(
  {
    features = {},
    cleared = [],
    mayRetire = ['workflows'],
    stale = [],
    at = '2026-11-24T10:00:00.000Z',
    rulesVersion = '1',
    coverage,
    notVisible = [],
  }: Said,
  id: string,
  startedAt: string,
): Result {
  const all = Object.entries(features).map(
    ([feature, said]) => [buildFeature(feature, said), buildAssessment(said)] as const,
  );
  return {
    scan: { id, kind: 'resync', startedAt, finishedAt: at, requests: 3 },
    stamps: { ...STAMPS, rules: rulesVersion },
    coverage: coverage ?? [{ stream: 'workflows', status: 'complete', assets: all.length }],
    inventory: {
      features: all.map(([feature]) => feature),
      cleared: cleared.map((one) => buildCleared(one)),
      examined: { assets: all.length, ai: all.length, notAi: cleared.length, undetermined: 0 },
      notVisible,
    },
    judge: judgeAs(new Map(all.map(([feature, assessment]) => [feature.key, assessment]))),
    mayRetire: new Set(mayRetire),
    stale: new Set(stale),
    describe: changesOf,
    enter: (entered) => featureEntered('hubspot', entered, undefined),
  };
}

/** Says what it was told to, whatever people declare. */
export function judgeAs(assessments: ReadonlyMap<string, Assessment>): Result['judge'] {
  return ({ key }) => ({ answers: {}, assessment: assessments.get(key) ?? buildAssessment() });
}

export async function drain<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}
