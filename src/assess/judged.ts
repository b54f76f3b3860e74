import type { Flag, Outcome, Tier, Verdict } from '../model/assessment.ts';
import type { Facts } from '../model/facts.ts';
import { judge, type Finding, type Rule } from './rule.ts';

/** What each rule says; a rule without a verdict is clear. */
export type Judged<V extends { outcome: Outcome } = Verdict> = readonly (readonly [Rule, V])[];
/** What tier and flags need of it. */
export type Outcomes = Judged<{ outcome: Outcome }>;

export function judgeAll(rules: readonly Rule[], facts: Facts): Judged {
  const judged: [Rule, Verdict][] = [];
  for (const rule of rules) {
    const found = judge(rule, facts);
    if (found) {
      judged.push([rule, found]);
    }
  }
  return judged;
}

/**
 * The verdicts that count together. The Act asks nothing of what is no AI system, while the GDPR still does; duties that
 * only stand beside a high-risk use go with it.
 */
export function applying<V extends { outcome: Outcome }>(all: Judged<V>, isAi: boolean): Judged<V> {
  const ruleBased = isAi && has(all, 'not-ai', 'flagged');
  const applies = all.filter(([{ finding }]) =>
    ruleBased ? finding === 'not-ai' || finding === 'neighbour' : finding !== 'not-ai',
  );
  const isHigh = has(applies, 'high', 'flagged');
  const nearHigh = isHigh || has(applies, 'high') || has(applies, 'review');
  return applies.filter(([{ beside }]) => beside === undefined || (beside === 'high' ? isHigh : nearHigh));
}

export function has(judged: Outcomes, finding: Finding, outcome?: Outcome): boolean {
  for (const [rule, found] of judged) {
    if (rule.finding === finding && (outcome === undefined ? found.outcome !== 'open' : found.outcome === outcome)) {
      return true;
    }
  }
  return false;
}

/** The order of the law: prohibited before high before transparency; a review that is open keeps the tier open. */
export function tierOf(judged: Outcomes): Tier {
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

export function flagsOf(judged: Outcomes): Flag[] {
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
