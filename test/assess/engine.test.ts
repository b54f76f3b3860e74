import { describe, expect, it } from '@jest/globals';
import { makeAssess } from '../../src/assess/assess.ts';
import { all, any, is, isUnknown, not, type Condition } from '../../src/assess/condition.ts';
import { judge, type Finding, type Rule } from '../../src/assess/rule.ts';
import { makeWhatIf } from '../../src/assess/what-if.ts';
import { FACT_NAMES, FACTS, type FactName, type Facts } from '../../src/model/facts.ts';
import { factsFrom, type FactValues } from '../../src/model/facts-schema.ts';

const yes = (fact: FactName): Condition => is(fact, true);
const rule = (id: string, finding: Finding, when: Condition, more: Partial<Rule> = {}): Rule => ({
  id,
  finding,
  citations: [`Art. ${id}`],
  obligations: [`duty-${id}`],
  when,
  ...more,
});
const facts = (values: FactValues): Facts => factsFrom(values, 'observed', 'here');
const run = (rules: Rule[], values: FactValues, verdict: 'ai' | 'undetermined' = 'ai') =>
  makeAssess(rules)({ facts: facts(values), verdict });
const asked = (rules: Rule[], values: FactValues = {}, verdict: 'ai' | 'undetermined' = 'ai') =>
  makeWhatIf(rules)({ facts: facts(values), verdict }, run(rules, values, verdict));
const BOOLEANS = FACT_NAMES.filter(
  (name) => FACTS[name].type === 'boolean' && !['enabled', 'inUse', 'planned'].includes(name),
);

describe('assess/rule', () => {
  const known = { fact: 'published', value: 'true', at: 'here', basis: 'observed' };

  it('tells what it read, cites, and names the sentence', () => {
    const one = rule('x', 'high', yes('published'), { unless: yes('afterGrant'), signal: yes('realistic') });
    const verdict = judge(one, facts({ published: true, realistic: false, ownBrand: true }));
    expect(verdict).toEqual({
      rule: 'x',
      outcome: 'flagged',
      text: { id: 'rules.x.flagged' },
      citations: ['Art. x'],
      read: [known, { ...known, fact: 'realistic', value: 'false' }],
      missing: ['afterGrant'],
    });
    expect(judge(one, facts({ published: true, realistic: false, ownBrand: true }))).toEqual(verdict);
  });

  it('says of what is open only that it is, and what it lacks', () => {
    const one = rule('x', 'high', all(yes('published'), yes('realistic')));
    expect(judge(one, facts({ published: true }))).toEqual({
      rule: 'x',
      outcome: 'open',
      text: { id: 'rules.open' },
      citations: ['Art. x'],
      read: [],
      missing: ['realistic'],
    });
    const pointed = judge({ ...one, signal: yes('published') }, facts({ published: true }));
    expect(pointed).toMatchObject({ outcome: 'needs-review', text: { id: 'rules.x.needs-review' }, read: [known] });
  });

  it('asks for silence only where silence is what it found', () => {
    const silent = isUnknown('published');
    expect(judge(rule('x', 'undetermined', silent), {})?.missing).toEqual(['published']);
    expect(judge(rule('x', 'high', silent), {})?.missing).toEqual([]);
  });
});

describe('assess/judged', () => {
  const high = rule('high', 'high', yes('published'), { signal: yes('realistic') });
  const review = rule('review', 'review', yes('profiling'));
  const beside = rule('beside', 'duty', all(), { beside: 'review' });
  const strict = rule('strict', 'duty', all(), { beside: 'high' });
  const said = (values: FactValues) => run([high, review, beside, strict], values).because.map((one) => one.rule);

  it.each<[string, FactValues, string[]]>([
    ['holds', { published: true, profiling: false }, ['high', 'beside', 'strict']],
    ['may hold', { realistic: true, profiling: false }, ['high', 'beside']],
    ['is for a person to say', { published: false, profiling: true }, ['review', 'beside']],
    ['is open and nothing points to it', { profiling: false }, []],
    ['does not hold', { published: false, profiling: false }, []],
  ])('says what stands beside a high-risk use that %s', (_what, values, rules) => {
    expect(said(values)).toEqual(rules);
  });

  it('leaves only the reason and the neighbours of what is no AI', () => {
    const rules = [
      rule('fixed', 'not-ai', yes('published')),
      rule('gdpr', 'neighbour', all()),
      rule('duty', 'duty', all()),
      rule('score', 'high', all()),
    ];
    expect(run(rules, { published: true })).toMatchObject({
      tier: 'not-ai',
      flags: [],
      because: [{ rule: 'fixed' }, { rule: 'gdpr' }],
    });
    expect(run(rules, { published: false }).because.map((one) => one.rule)).toEqual(['gdpr', 'duty', 'score']);
    expect(run(rules, { published: true }, 'undetermined')).toMatchObject({ tier: 'undetermined' });
  });
});

describe('assess/assess: what is shown and asked', () => {
  it('shows no open rule, and minimal only where it is', () => {
    const rules = [rule('open', 'high', yes('published')), rule('rest', 'minimal', all())];
    expect(run(rules, {}).because.map((one) => one.rule)).toEqual(['rest']);
    expect(run(rules, { published: true }).because.map((one) => one.rule)).toEqual(['open']);
    expect(run(rules, {}).obligations).toEqual([{ id: 'duty-rest', rule: 'rest' }]);
  });

  it.each<[FactValues, boolean]>([
    [{}, false],
    [{ enabled: true, inUse: true }, false],
    [{ enabled: false }, true],
    [{ inUse: false }, true],
    [{ enabled: true, inUse: false }, true],
    [{ enabled: false, planned: true }, false],
    [{ inUse: false, planned: false }, true],
  ])('calls %j dormant: %s', (values, dormant) => {
    expect(run([], values).dormant).toBe(dormant);
  });

  it('asks for open reviews first, then for exceptions, then for what one answer would decide, graver first', () => {
    const rules = [
      rule('notice', 'limited', yes('published')),
      rule('open', 'high', yes('profiling')),
      rule('graver', 'prohibited', yes('manipulative')),
      rule('excused', 'high', all(), { unless: yes('afterGrant') }),
      rule('person', 'review', all(yes('realistic')), { signal: all() }),
      rule('signalled', 'high', yes('ownBrand'), { signal: all() }),
      // Whether something is AI is settled before the rules are asked.
      rule('fixed', 'not-ai', yes('planned')),
      rule('silent', 'undetermined', isUnknown('sending')),
    ];
    expect(run(rules, {}).missing).toEqual([
      'ownBrand',
      'realistic',
      'afterGrant',
      'sending',
      'manipulative',
      'profiling',
      'published',
    ]);
  });

  it.each<[string, Partial<Rule>, Finding, boolean]>([
    ['two facts that only decide together', {}, 'high', false],
    ['two facts of a notice', {}, 'limited', true],
    ['where it says that it asks', { asks: yes('published') }, 'high', true],
    ['where it says that it does not', { asks: not(yes('published')) }, 'limited', false],
    ['a duty beside the tier', {}, 'duty', false],
  ])('asks for %s: %s', (_what, more, finding, isAsked) => {
    const one = rule('x', finding, all(yes('profiling'), yes('realistic')), more);
    expect(run([one], { published: true }).missing).toEqual(isAsked ? ['profiling', 'realistic'] : []);
  });

  it('asks where only words point to what it asks about', () => {
    const one = rule('x', 'high', yes('profiling'), { asks: yes('published') });
    const hint = { known: false, reason: 'hinted', hint: { value: true, at: 'name', words: 'post' } } as const;
    expect(makeAssess([one])({ facts: { published: hint }, verdict: 'ai' }).missing).toEqual(['profiling']);
  });

  it('keeps twelve facts at most', () => {
    const one = rule('x', 'limited', all(...BOOLEANS.slice(0, 15).map(yes)));
    expect(run([one], {}).missing).toEqual(BOOLEANS.slice(0, 12));
  });
});

describe('assess/what-if: order and worth', () => {
  it('puts six questions at most', () => {
    const rules = BOOLEANS.slice(0, 9).map((fact, at) => rule(`r${at}`, 'high', yes(fact)));
    expect(asked(rules).map(({ fact }) => fact)).toEqual(BOOLEANS.slice(0, 6));
  });

  it('orders answers that settle the tier by the gravest they can lead to', () => {
    const rules = [
      rule('c', 'limited', yes('published')),
      rule('b', 'high', yes('profiling')),
      rule('a', 'prohibited', yes('manipulative')),
      rule('d', 'suspect', yes('realistic')),
    ];
    expect(asked(rules).map(({ fact }) => fact)).toEqual(['manipulative', 'profiling', 'published', 'realistic']);
  });

  it('puts what changes the tier before what only adds a flag', () => {
    const rules = [
      rule('sure', 'high', all()),
      rule('notice', 'limited', yes('published')),
      rule('worse', 'prohibited', yes('manipulative')),
    ];
    expect(asked(rules)).toEqual([
      {
        fact: 'manipulative',
        choices: [
          { value: true, tier: 'prohibited', flags: ['prohibited-practice-review', 'high-risk-review'] },
          { value: false, tier: 'high', flags: ['high-risk-review'] },
        ],
      },
      {
        fact: 'published',
        choices: [
          { value: true, tier: 'high', flags: ['high-risk-review', 'transparency-notice'] },
          { value: false, tier: 'high', flags: ['high-risk-review'] },
        ],
      },
    ]);
  });

  it('offers each value of a list by itself, and each value of a choice', () => {
    const lines = rule('x', 'high', is('insuranceLine', 'life'));
    expect(asked([lines])[0]?.choices.map(({ value }) => value)).toEqual(['life', 'health', 'other']);
    const audience = rule('x', 'high', is('audience', 'public'));
    expect(asked([audience])[0]?.choices.map(({ value, tier }) => [value, tier])).toEqual([
      [['public'], 'high'],
      [['customer'], 'minimal'],
      [['employee'], 'minimal'],
      [['none'], 'minimal'],
    ]);
  });

  it('keeps a verdict open that depends on whether it is AI at all, and still tells what would be flagged', () => {
    const rules = [rule('x', 'high', yes('published')), rule('fixed', 'not-ai', yes('profiling'))];
    expect(asked(rules, {}, 'undetermined')).toEqual([
      {
        fact: 'published',
        choices: [
          { value: true, tier: 'undetermined', flags: ['high-risk-review'] },
          { value: false, tier: 'undetermined', flags: [] },
        ],
      },
    ]);
  });

  const pending = (id: string, fact: FactName) => rule(id, 'high', yes(fact), { signal: all() });

  it('asks for each of two open reviews, although one answer settles neither tier nor flags', () => {
    const rules = [
      rule('a', 'high', all(yes('published'), yes('inUse')), { signal: all() }),
      rule('b', 'suspect', yes('realistic'), { signal: all() }),
      rule('c', 'high', all()),
    ];
    expect(asked(rules).map(({ fact }) => fact)).toContain('published');
  });

  it.each<[Finding]>([['suspect'], ['review'], ['undetermined']])(
    'asks for what takes one of two findings “%s” away',
    (finding) => {
      const rules = [
        rule('a', finding, all(), { unless: yes('published') }),
        rule('b', finding, all(), { unless: yes('realistic') }),
      ];
      // A finding of silence asks for the silent facts themselves.
      const base =
        finding === 'undetermined'
          ? [rule('a', finding, isUnknown('published')), rule('b', finding, isUnknown('realistic'))]
          : rules;
      expect(asked(base).map(({ fact }) => fact)).toEqual(['published', 'realistic']);
    },
  );

  it('does not ask for what would only open another review', () => {
    const rules = [
      pending('a', 'published'),
      rule('b', 'high', all(yes('profiling'), yes('realistic')), { signal: yes('profiling'), asks: all() }),
    ];
    expect(asked(rules).map(({ fact }) => fact)).toEqual(['published']);
  });

  it('does not count a duty beside the tier as a review', () => {
    const rules = [
      rule('sure', 'high', all()),
      rule('duty', 'duty', yes('published'), { signal: all() }),
      rule('x', 'high', any(all(), yes('published')), { unless: yes('realistic') }),
    ];
    expect(asked(rules, {}).map(({ fact }) => fact)).toEqual([]);
  });
});
