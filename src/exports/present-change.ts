import type { Change } from '../scan/compare.ts';
import type { Words } from './words.ts';

/** One entry of a reassessment: what its verdict was and is, and which rules say so. */
export function presentChange({ key, name, before, after, says, silent }: Change, words: Words) {
  return {
    key,
    name,
    before: before ?? null,
    after: after ?? null,
    why: [...whatMoved({ before, after }, words), ...reasons({ says, silent }, words)],
  };
}

function whatMoved({ before, after }: { before: Change['before']; after: Change['after'] }, words: Words): string[] {
  const tier = (name: string) => words.text({ id: `tier.${name}` });
  if (!after) {
    return [words.text({ id: 'reassess.gone' })];
  }
  if (!before) {
    return [words.text({ id: 'reassess.new', params: { tier: tier(after.tier) } })];
  }
  const flag = (id: string, name: string) => words.text({ id, params: { flag: words.text({ id: `flag.${name}` }) } });
  return [
    ...(before.tier === after.tier
      ? []
      : [words.text({ id: 'reassess.tier', params: { before: tier(before.tier), after: tier(after.tier) } })]),
    ...after.flags.filter((one) => !before.flags.includes(one)).map((one) => flag('reassess.flag-added', one)),
    ...before.flags.filter((one) => !after.flags.includes(one)).map((one) => flag('reassess.flag-gone', one)),
  ];
}

function reasons({ says, silent }: Pick<Change, 'says' | 'silent'>, words: Words): string[] {
  return [
    ...says.map(({ rule, text }) => words.text({ id: 'reassess.rule-new', params: { rule, text: words.text(text) } })),
    ...silent.map((rule) => words.text({ id: 'reassess.rule-gone', params: { rule } })),
  ];
}
