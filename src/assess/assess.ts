import type { Assessment, DueObligation, Flag, NoticeState, Tier, Verdict } from '../model/assessment.ts';
import { valueOf, type FactName, type Facts } from '../model/facts.ts';
import type { AiFeature } from '../model/feature.ts';
import { evaluate } from './condition.ts';
import { judge, type Finding, type Rule } from './rule.ts';

type Judged = readonly (readonly [Rule, Verdict])[];

/** All rules over one feature's facts. Its name and kind are never read: a rename changes no verdict. */
export function makeAssess(rules: readonly Rule[]): (feature: Pick<AiFeature, 'facts' | 'verdict'>) => Assessment {
  return ({ facts, verdict }) => {
    const all = rules.flatMap((rule): Judged => {
      const found = judge(rule, facts);
      return found ? [[rule, found]] : [];
    });
    const ruleBased = verdict === 'ai' && has(all, 'not-ai', 'flagged');
    // The Act asks nothing of what is no AI system; the GDPR still does.
    const applies = all.filter(([{ finding }]) =>
      ruleBased ? finding === 'not-ai' || finding === 'neighbour' : finding !== 'not-ai',
    );
    const isHigh = has(applies, 'high', 'flagged');
    const nearHigh = isHigh || has(applies, 'high') || has(applies, 'review');
    const judged = applies.filter(([{ beside }]) => beside === undefined || (beside === 'high' ? isHigh : nearHigh));
    // What is only planned is not switched on yet, and is described because it will be.
    const dormant =
      valueOf(facts, 'planned') !== true && (valueOf(facts, 'enabled') === false || valueOf(facts, 'inUse') === false);
    const tier = verdict === 'undetermined' ? 'undetermined' : tierOf(judged);
    const flags = flagsOf(judged);
    const shown = judged.filter(
      ([rule, { outcome }]) => outcome !== 'open' && (rule.finding !== 'minimal' || tier === 'minimal'),
    );
    return {
      tier,
      flags: dormant ? [] : flags,
      notice: noticeOf(flags, facts),
      dormant,
      obligations: dormant ? [] : obligationsOf(shown),
      because: shown.map(([, found]) => found),
      missing: missingOf(judged, facts),
    };
  };
}

function has(judged: Judged, finding: Finding, outcome?: Verdict['outcome']): boolean {
  return judged.some(
    ([rule, found]) =>
      rule.finding === finding && (outcome === undefined ? found.outcome !== 'open' : found.outcome === outcome),
  );
}

/** The order of the law: prohibited before high before transparency; a review that is open keeps the tier open. */
function tierOf(judged: Judged): Tier {
  if (has(judged, 'not-ai', 'flagged')) {
    return 'not-ai';
  }
  if (has(judged, 'prohibited', 'flagged')) {
    return 'prohibited';
  }
  if (has(judged, 'suspect') || has(judged, 'prohibited', 'needs-review')) {
    return 'undetermined';
  }
  if (has(judged, 'high', 'flagged')) {
    return 'high';
  }
  if (has(judged, 'high', 'needs-review') || has(judged, 'review') || has(judged, 'undetermined', 'flagged')) {
    return 'undetermined';
  }
  if (has(judged, 'limited', 'flagged')) {
    return 'limited';
  }
  return has(judged, 'limited', 'needs-review') ? 'undetermined' : 'minimal';
}

function flagsOf(judged: Judged): Flag[] {
  const flags: Flag[] = [];
  if (has(judged, 'prohibited') || has(judged, 'suspect')) {
    flags.push('prohibited-practice-review');
  }
  if (has(judged, 'high') || has(judged, 'review')) {
    flags.push('high-risk-review');
  }
  if (has(judged, 'limited', 'flagged')) {
    flags.push('transparency-notice');
  }
  return flags;
}

function noticeOf(flags: readonly Flag[], facts: Facts): NoticeState {
  if (!flags.includes('transparency-notice')) {
    return 'not-needed';
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

const DECISIVE: Finding[] = ['not-ai', 'prohibited', 'suspect', 'high', 'review', 'undetermined', 'limited'];

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
  return [...new Set(order.flatMap(([, { missing }]) => missing))].slice(0, 6);
}

function isAsked({ finding, asks }: Rule, missing: readonly FactName[], facts: Facts): boolean {
  return asks ? evaluate(asks, facts, 'hinted') === true : finding === 'limited' || missing.length === 1;
}

function weight(rule: Rule, { outcome }: Verdict): number {
  return (outcome === 'needs-review' ? 0 : outcome === 'flagged' ? 10 : 20) + DECISIVE.indexOf(rule.finding);
}
