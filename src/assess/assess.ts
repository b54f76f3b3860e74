import type { Assessment, DueObligation, NoticeState, Verdict } from '../model/assessment.ts';
import { valueOf, type FactName, type Facts } from '../model/facts.ts';
import type { AiFeature } from '../model/feature.ts';
import { evaluate } from './condition.ts';
import { applying, flagsOf, has, judgeAll, tierOf, type Judged } from './judged.ts';
import type { Finding, Rule } from './rule.ts';

/** All rules over one feature's facts. Its name and kind are never read: a rename changes no verdict. */
export function makeAssess(rules: readonly Rule[]): (feature: Pick<AiFeature, 'facts' | 'verdict'>) => Assessment {
  return ({ facts, verdict }) => {
    const judged = applying(judgeAll(rules, facts), verdict === 'ai');
    const dormant = isDormant(facts);
    const tier = verdict === 'undetermined' ? 'undetermined' : tierOf(judged);
    const flags = flagsOf(judged);
    const shown = judged.filter(
      ([rule, { outcome }]) => outcome !== 'open' && (rule.finding !== 'minimal' || tier === 'minimal'),
    );
    return {
      tier,
      flags: dormant ? [] : flags,
      notice: noticeOf(judged, facts),
      dormant,
      obligations: dormant ? [] : obligationsOf(shown),
      because: shown.map(([, found]) => found),
      missing: missingOf(judged, facts),
    };
  };
}

/** What `isDormant` looks at. */
export const DORMANCY = ['planned', 'enabled', 'inUse'] as const satisfies readonly FactName[];

/** What is only planned is not switched on yet, and is described because it will be. */
export function isDormant(facts: Facts): boolean {
  return (
    valueOf(facts, 'planned') !== true && (valueOf(facts, 'enabled') === false || valueOf(facts, 'inUse') === false)
  );
}

/** While it is open whether one is owed, it is not known, and never not needed. */
function noticeOf(judged: Judged, facts: Facts): NoticeState {
  if (!has(judged, 'limited', 'flagged')) {
    return has(judged, 'limited', 'needs-review') ? 'unknown' : 'not-needed';
  }
  const says = valueOf(facts, 'saysItIsAi');
  return says === undefined ? 'unknown' : says ? 'present' : 'absent';
}

function obligationsOf(judged: Judged): DueObligation[] {
  const due = new Map<string, DueObligation>();
  for (const [rule, { outcome }] of judged) {
    for (const id of outcome === 'flagged' ? rule.obligations : []) {
      due.set(id, due.get(id) ?? { id, rule: rule.id });
    }
  }
  return [...due.values()];
}

/** Findings that can move a tier, gravest first. */
export const DECISIVE: readonly Finding[] = [
  'not-ai',
  'prohibited',
  'suspect',
  'high',
  'review',
  'undetermined',
  'limited',
];
/** More than anybody is asked at once: which of them can change the outcome is worked out when they are shown. */
const MOST = 12;

/**
 * Facts whose answer could change the result: those of open reviews first, then of what nothing points to yet, where
 * one answer alone would decide.
 */
function missingOf(judged: Judged, facts: Facts): FactName[] {
  const order = judged
    .filter(
      ([rule, { outcome, missing }]) =>
        DECISIVE.includes(rule.finding) && missing.length > 0 && (outcome !== 'open' || isAsked(rule, missing, facts)),
    )
    .sort(([a, x], [b, y]) => weight(a, x) - weight(b, y));
  return [...new Set(order.flatMap(([, { missing }]) => missing))].slice(0, MOST);
}

function isAsked({ finding, asks }: Rule, missing: readonly FactName[], facts: Facts): boolean {
  return asks ? evaluate(asks, facts, 'hinted') === true : finding === 'limited' || missing.length === 1;
}

function weight(rule: Rule, { outcome }: Verdict): number {
  return (outcome === 'needs-review' ? 0 : outcome === 'flagged' ? 10 : 20) + DECISIVE.indexOf(rule.finding);
}
