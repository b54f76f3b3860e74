import { createHash } from 'node:crypto';
import type { StreamReport } from '../../model/coverage.ts';
import type { DecisionKind } from '../../model/declaration.ts';
import { valueOf } from '../../model/facts.ts';
import type { Examined, InventoryEntry } from '../../model/inventory.ts';
import { type Language, LANGUAGES } from '../../model/message.ts';
import type { PushedSummary, ReadySummary, SummaryFeature } from '../../model/pushed-summary.ts';
import { modulesIn } from './modules.ts';
import { percentEncoded } from './percent.ts';

/** What stands of an instance, the gravest first. */
export interface SummarySource {
  /** When a scan last read the CRM. */
  lookedAt: string;
  coverage: readonly StreamReport[];
  examined: Examined;
  entries: readonly InventoryEntry[];
  /** Of all, those that are not among `entries` too. */
  total: number;
  decisionOf(key: string): DecisionKind | undefined;
}

/** What a feature does with a record, and why it is judged so. */
export interface Told {
  does: string;
  why: string;
}

export interface Telling {
  tell(entry: InventoryEntry, language: Language): Told;
  dashboard?: string;
}

/** Sugar's column holds 64 kB; the endpoint shows 100 of a module. */
export const MOST_BYTES = 48_000;
/** Signs, and bytes when they are written out: a Chinese sign takes nine. */
const NAME = { signs: 120, bytes: 480 };
const MOST_MODULES = 200;

/** Secret-free, in four languages, and never larger than Sugar takes: what does not fit is counted. */
export function makeSummary(source: SummarySource, telling: Telling): ReadySummary {
  const place = modulesIn(source.entries);
  const placed = source.entries.map((entry) => ({
    entry,
    modules: place(entry.feature),
    told: LANGUAGES.map((language) => [language, telling.tell(entry, language)] as const),
  }));
  const build = (count: number) => withDigest(summaryOf(source, placed, count, telling.dashboard));
  let [fits, tooMany] = [0, placed.length + 1];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (sizeOf(build(middle)) <= MOST_BYTES) {
      fits = middle;
    } else {
      tooMany = middle;
    }
  }
  return build(fits);
}

/** What is left when nobody looks any more. */
export function farewell(at: string): PushedSummary {
  return withDigest({ version: 1, state: 'disconnected', at });
}

/** As it is sent. */
export function sizeOf(summary: PushedSummary): number {
  return Buffer.byteLength(JSON.stringify({ aiinv_summary: summary }));
}

type Undigested<T extends PushedSummary> = Omit<T, 'digest'>;
interface Placed {
  entry: InventoryEntry;
  modules: string[];
  told: (readonly [Language, Told])[];
}

function summaryOf(
  { lookedAt, coverage, examined, total, decisionOf }: SummarySource,
  placed: readonly Placed[],
  count: number,
  dashboard: string | undefined,
): Undigested<ReadySummary> {
  const texts = new Texts();
  const features = placed.slice(0, count).map(({ entry, modules, told }): SummaryFeature => {
    const { feature, assessment, staleSince } = entry;
    const decision = decisionOf(feature.key);
    const does = texts.add(told.map(([language, { does: text }]) => [language, text]));
    const why = texts.add(told.map(([language, { why: text }]) => [language, text]));
    return {
      name: encodedName(feature.name),
      kind: feature.kind,
      tier: assessment.tier,
      flags: assessment.flags,
      notice: assessment.notice,
      modules,
      ...fieldOf(feature.asset),
      ...(decision && { decision }),
      ...(does !== undefined && { does }),
      ...(why !== undefined && { why }),
      ...(isOff(entry) && { off: true }),
      ...(staleSince !== undefined && { stale: true }),
    };
  });
  const gaps = coverage.filter(({ status }) => status !== 'complete' && status !== 'unavailable');
  const { assets, ai, notAi, undetermined } = examined;
  return {
    version: 1,
    state: 'ready',
    at: lookedAt,
    complete: gaps.length === 0,
    examined: { assets, ai, notAi, undetermined },
    unread: gaps.map(({ stream, status, grant }) => ({
      stream: percentEncoded(stream),
      status,
      ...(grant !== undefined && { grant: encodedName(grant) }),
    })),
    totals: totalsOf(placed, total),
    features,
    texts: texts.all,
    ...(dashboard?.startsWith('https://') && { dashboard: percentEncoded(dashboard) }),
  };
}

/** `Leads/ai_score`: the module says who may look, and so does the field. */
function fieldOf({ kind, externalId }: InventoryEntry['feature']['asset']): { field?: string } {
  return kind === 'field' ? { field: percentEncoded(externalId.slice(externalId.indexOf('/') + 1)) } : {};
}

/** What could not be counted by its module, being too much, is counted as unplaced: a module without a number has none. */
function totalsOf(placed: readonly Placed[], total: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const module of placed.flatMap(({ modules }) => modules)) {
    counts.set(module, (counts.get(module) ?? 0) + 1);
  }
  const counted = new Map([...counts].slice(0, MOST_MODULES));
  const whole = placed.filter(({ modules }) => modules.length > 0 && modules.every((module) => counted.has(module)));
  return { all: total, unplaced: total - whole.length, ...Object.fromEntries(counted) };
}

function isOff({ feature: { facts } }: InventoryEntry): boolean {
  return valueOf(facts, 'enabled') === false || valueOf(facts, 'inUse') === false;
}

/** By whole signs: none is cut in two. */
function encodedName(text: string): string {
  let encoded = '';
  let signs = 0;
  for (const sign of text.replaceAll(/\s+/g, ' ').trim()) {
    const next = encoded + percentEncoded(sign);
    signs += 1;
    if (signs > NAME.signs || next.length > NAME.bytes) {
      return encoded + percentEncoded('…');
    }
    encoded = next;
  }
  return encoded;
}

/** Each sentence once. */
class Texts {
  readonly all: Record<Language, string>[] = [];
  readonly #known = new Map<string, number>();

  add(told: readonly (readonly [Language, string])[]): number | undefined {
    const text = Object.fromEntries(told.map(([language, words]) => [language, percentEncoded(words)]));
    const key = JSON.stringify(text);
    if (text['en'] === '') {
      return undefined;
    }
    const known = this.#known.get(key) ?? this.all.push(text as Record<Language, string>) - 1;
    this.#known.set(key, known);
    return known;
  }
}

function withDigest<T extends PushedSummary>(summary: Undigested<T>): T {
  const { at, ...rest } = summary;
  const said = JSON.stringify([at.slice(0, 10), rest]);
  const digest = createHash('sha256').update(said).digest('hex').slice(0, 32);
  return { ...summary, digest } as T;
}
