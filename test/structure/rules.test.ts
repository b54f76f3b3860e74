import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { evaluate, factsIn, type Condition } from '../../src/assess/condition.ts';
import { judge, type Rule } from '../../src/assess/rule.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { loadMessages } from '../../src/knowledge/load-messages.ts';
import type { Fact } from '../../src/model/fact.ts';
import { FACTS, type FactName, type Facts } from '../../src/model/facts.ts';
import { LANGUAGES } from '../../src/model/message.ts';
import { exists, filesIn, isKebab, read, twice } from './support/repository.ts';

const law = loadLaw();
const rules = euAiAct.map((rule) => ({ id: rule.id, rule }));
/** Files of the pack that hold no rule. */
const SHARED = ['index.ts', 'terms.ts'];
const TESTS = filesIn('test/rules').map(read).join('\n');

describe('structure/rules', () => {
  it('gives each rule a name of its own, in kebab-case', () => {
    const ids = euAiAct.map(({ id }) => id);
    expect(twice(ids)).toEqual([]);
    expect(ids.filter((id) => !isKebab(id))).toEqual([]);
  });

  it('has one file a rule, called like the rule, and every one of them in the pack', () => {
    const files = filesIn('rules/eu-ai-act').map((path) => path.replace('rules/eu-ai-act/', ''));
    const own = files.filter((file) => !SHARED.includes(file));
    expect(own.toSorted()).toEqual(euAiAct.map(({ id }) => `${id}.ts`).toSorted());
  });

  it.each(rules)('$id names obligations that the law data hold, and cites', ({ rule }) => {
    expect(rule.obligations.filter((id) => !law.obligation(id))).toEqual([]);
    expect(twice(rule.obligations)).toEqual([]);
    expect(rule.citations.length).toBeGreaterThan(0);
  });

  it.each(rules)('$id asks for values that its facts can have', ({ rule }) => {
    const conditions = [rule.when, rule.unless, rule.signal].flatMap((condition) => condition ?? []);
    expect(conditions.flatMap(atoms).filter(({ fact, values }) => values.some((one) => !canBe(fact, one)))).toEqual([]);
  });

  it.each(rules)('$id has words for each outcome in every language', ({ id, rule }) => {
    for (const language of LANGUAGES) {
      const words = loadMessages(language);
      const silent = [...reachable(rule)]
        .filter((outcome) => outcome !== 'clear')
        .filter((outcome) => !words.has(outcome === 'open' ? 'rules.open' : `rules.${id}.${outcome}`));
      expect([language, silent]).toEqual([language, []]);
    }
  });

  it.each(rules)('$id has a case in its tests for each outcome that it can reach', ({ id, rule }) => {
    const cases = [...TESTS.matchAll(new RegExp(`\\[\\s*'${id}',\\s*'([a-z-]+)'`, 'g'))].map((match) => match[1] ?? '');
    expect([...reachable(rule)].filter((outcome) => !cases.includes(outcome) && !byHintOnly(rule, outcome))).toEqual(
      [],
    );
  });

  it.each(rules)('$id has a page, and the page says why the rule is there and what it does not see', ({ id }) => {
    expect(exists(`docs/rules/${id}.md`)).toBe(true);
    const page = read(`docs/rules/${id}.md`);
    for (const part of ['why', 'not-seen']) {
      const [, words = ''] = new RegExp(`<!-- ${part} -->\\n([\\s\\S]*?)<!-- /${part} -->`).exec(page) ?? [];
      expect([part, words.trim().length > 40]).toEqual([part, true]);
    }
  });

  it('has no page of a rule that is gone', () => {
    const pages = filesIn('docs/rules', '.md').map((path) => path.replace(/^.*\/|\.md$/g, ''));
    expect(pages.filter((id) => !euAiAct.some((rule) => rule.id === id))).toEqual([]);
  });
});

interface Atom {
  fact: FactName;
  values: readonly unknown[];
}

function atoms(condition: Condition): Atom[] {
  if ('fact' in condition) {
    return [condition];
  }
  if ('unknownFact' in condition) {
    return [{ fact: condition.unknownFact, values: [] }];
  }
  if ('deniedFact' in condition) {
    return [{ fact: condition.deniedFact, values: [] }];
  }
  return 'not' in condition
    ? atoms(condition.not)
    : ('all' in condition ? condition.all : condition.any).flatMap(atoms);
}

function canBe(name: FactName, value: unknown): boolean {
  const spec = FACTS[name];
  if (spec.type === 'boolean') {
    return typeof value === 'boolean';
  }
  return spec.values === null || spec.values.some((one) => one === value);
}

/**
 * All outcomes a rule can have, by trying every way in which its atoms can be true, false or open. More facts than can
 * be tried at once are drawn from a fixed row of numbers, so that the answer is always the same.
 */
function reachable(rule: Rule, hints = true): Set<string> {
  const outcomes = new Set<string>();
  const names = [...new Set([rule.when, rule.unless, rule.signal].flatMap((one) => (one ? factsIn(one) : [])))];
  const choices = names.map((name) => choicesOf(rule, name, hints));
  for (let draw = 0; draw < 4_000; draw += 1) {
    let rest = draw < 2_000 ? draw : (draw * 2_654_435_761) % 4_294_967_296;
    const facts: Record<string, Fact<unknown> | undefined> = {};
    names.forEach((name, index) => {
      const own = choices[index] ?? [];
      facts[name] = own[rest % own.length];
      rest = Math.floor(rest / own.length);
    });
    outcomes.add(judge(rule, facts as Facts)?.outcome ?? 'clear');
  }
  return outcomes;
}

function choicesOf(rule: Rule, name: FactName, hints: boolean): (Fact<unknown> | undefined)[] {
  const spec = FACTS[name];
  const asked = [rule.when, rule.unless, rule.signal]
    .flatMap((one) => (one ? atoms(one) : []))
    .filter((atom) => atom.fact === name);
  const named = [...new Set(asked.flatMap(({ values }) => values))];
  const other =
    spec.type === 'boolean'
      ? [true, false]
      : (spec.values ?? ['x']).filter((value) => !named.includes(value)).slice(0, 1);
  const values = [...new Set([...named, ...other])].map((value) => (spec.type === 'list' ? [value] : value));
  return [
    undefined,
    ...values.map((value): Fact<unknown> => ({ known: true, value, basis: 'observed', at: 'test' })),
    ...(hints
      ? values.map((value): Fact<unknown> => ({
          known: false,
          reason: 'hinted',
          hint: { value, at: 'test', words: 'test' },
        }))
      : []),
  ];
}

/** Cases give facts, not hints: an outcome that only words can lead to is tested apart. */
function byHintOnly(rule: Rule, outcome: string): boolean {
  return !reachable(rule, false).has(outcome);
}

describe('structure/rules: how outcomes are found', () => {
  it('finds all four of a rule with a signal, and no review without one', () => {
    const rule: Rule = {
      id: 'x',
      finding: 'high',
      citations: [],
      obligations: [],
      when: { fact: 'published', values: [true] },
    };
    expect([...reachable(rule)].toSorted()).toEqual(['clear', 'flagged', 'open']);
    const signalled = { ...rule, signal: { fact: 'realistic', values: [true] } as const };
    expect([...reachable(signalled)].toSorted()).toEqual(['clear', 'flagged', 'needs-review', 'open']);
    expect(evaluate(rule.when, {}, 'known')).toBe('unknown');
  });
});
