import type { ChangeDetail, StoredChange } from '../model/change.ts';
import type { FactName } from '../model/facts.ts';
import { valueLabel } from './present-question.ts';
import type { Words } from './words.ts';

/** One change as programs and people read it: what moved, and the same in sentences. */
export function presentDrift({ id, scan, at, key, name, what, detail }: StoredChange, words: Words) {
  const { before = null, after = null, facts = [] } = detail;
  return { id, scan, at, key, name, what, before, after, facts, text: sentencesOf(what, detail, words) };
}
export type PresentedDrift = ReturnType<typeof presentDrift>;

/** What moved, a sentence each. */
function sentencesOf(what: StoredChange['what'], detail: ChangeDetail, words: Words): string[] {
  const say = (id: string, params: Record<string, string> = {}) => words.text({ id: `drift.${id}`, params });
  const tier = (state: ChangeDetail['before']) => words.text({ id: `tier.${state?.tier ?? 'undetermined'}` });
  const { before, after, facts = [], says = [], silent = [] } = detail;
  const flag = (id: string, name: string) => say(id, { flag: words.text({ id: `flag.${name}` }) });
  if (what === 'new') {
    return [say('new', { tier: tier(after) }), ...(after?.flags ?? []).map((one) => flag('flag-added', one))];
  }
  if (what === 'gone') {
    return [say(detail.cleared ? 'cleared' : 'gone', { tier: tier(before) })];
  }
  const value = (fact: FactName, one: unknown) => (one === null ? say('unknown') : valueLabel(fact, one, words));
  return [
    ...facts.map(({ fact, before: was, after: is }) =>
      say('fact', { fact: words.text({ id: `fact.${fact}` }), before: value(fact, was), after: value(fact, is) }),
    ),
    ...(before && after && before.tier !== after.tier
      ? [say('tier', { before: tier(before), after: tier(after) })]
      : []),
    ...(after?.flags ?? []).filter((one) => !before?.flags.includes(one)).map((one) => flag('flag-added', one)),
    ...(before?.flags ?? []).filter((one) => !after?.flags.includes(one)).map((one) => flag('flag-gone', one)),
    ...(before && after && before.notice !== after.notice
      ? [say('notice', { notice: words.text({ id: `notice.${after.notice}` }) })]
      : []),
    ...says.map(({ rule, text }) => say('rule-new', { rule, text: words.text(text) })),
    ...silent.map((rule) => say('rule-gone', { rule })),
  ];
}
