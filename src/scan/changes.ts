import { type Assessment, sameFlags, type Verdict } from '../model/assessment.ts';
import type { ChangeDetail, ChangeKind, FactMove, VerdictState } from '../model/change.ts';
import { FACT_NAMES } from '../model/facts.ts';
import type { AiFeature } from '../model/feature.ts';
import type { EntryMove, EntryState } from '../store/changes.ts';

export interface Change {
  what: ChangeKind;
  detail: ChangeDetail;
}

/** What happened to one entry between two scans, in words that a rule or a person can act on. Nothing: no change that counts. */
export function changesOf({ before, after, cleared }: EntryMove): Change[] {
  if (!before && after) {
    return [{ what: 'new', detail: { after: stateOf(after) } }];
  }
  if (before && !after) {
    return [{ what: 'gone', detail: { before: stateOf(before), ...(cleared && { cleared }) } }];
  }
  if (!before || !after) {
    return [];
  }
  const facts = factMoves(before.feature, after.feature);
  return [
    ...(facts.length > 0 ? [{ what: 'facts' as const, detail: { facts } }] : []),
    ...(isSameVerdict(before.assessment, after.assessment)
      ? []
      : [
          {
            what: 'verdict' as const,
            detail: {
              before: stateOf(before),
              after: stateOf(after),
              says: newIn(after.assessment, before.assessment).map(({ rule, text, citations }) => ({
                rule,
                text,
                citations,
              })),
              silent: goneFrom(after.assessment, before.assessment),
            },
          },
        ]),
  ];
}

/** Whether two verdicts come to the same: tier, flags and notice. */
function isSameVerdict(a: Assessment, b: Assessment): boolean {
  return a.tier === b.tier && a.notice === b.notice && sameFlags(a, b);
}

/** Rules that say something else than before, or something for the first time. */
export function newIn({ because }: Assessment, was: Assessment | undefined): Verdict[] {
  const before = new Map(was?.because.map(({ rule, outcome }) => [rule, outcome]) ?? []);
  return because.filter(({ rule, outcome }) => before.get(rule) !== outcome);
}

/** Rules that say nothing any more. */
export function goneFrom({ because }: Assessment, was: Assessment): string[] {
  const now = new Set(because.map(({ rule }) => rule));
  return was.because.flatMap(({ rule }) => (now.has(rule) ? [] : rule));
}

/** By value: that the same was seen at another place, or is known on another basis, is no change. */
function factMoves(before: AiFeature, after: AiFeature): FactMove[] {
  return FACT_NAMES.flatMap((fact) => {
    const [was, is] = [before, after].map((feature) => {
      const known = feature.facts[fact];
      return known?.known ? known.value : null;
    });
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ fact, before: was ?? null, after: is ?? null }];
  });
}

function stateOf({ assessment: { tier, flags, notice }, assessmentId }: EntryState): VerdictState {
  return { tier, flags, notice, ...(assessmentId !== undefined && { assessment: assessmentId }) };
}
