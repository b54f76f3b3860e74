import { describe, expect, it } from '@jest/globals';
import {
  all,
  any,
  decide,
  evaluate,
  factsIn,
  is,
  isDenied,
  isUnknown,
  not,
  readIn,
  type Condition,
  type Tri,
} from '../../src/assess/condition.ts';
import type { Facts } from '../../src/model/facts.ts';
import { factsFrom } from '../../src/model/facts-schema.ts';

const yes = is('published', true);
const no = is('profiling', true);
const open = is('planned', true);
const facts = factsFrom({ published: true, profiling: false, output: [], purposes: ['sentiment'] }, 'observed', 'here');
const hinted: Facts = {
  planned: { known: false, reason: 'hinted', hint: { value: true, at: 'name', words: 'soon' } },
  realistic: { known: false, reason: 'hinted', hint: { value: false, at: 'name', words: 'drawing' } },
};

describe('assess/condition', () => {
  it.each<[string, Facts, boolean]>([
    ['nobody was allowed to look', { unseenUses: { known: false, reason: 'access-denied' } }, true],
    ['nothing was returned', { unseenUses: { known: false, reason: 'not-returned' } }, false],
    ['it is known', { unseenUses: { known: true, value: false, basis: 'declared', at: 'here' } }, false],
    ['nothing is said', {}, false],
  ])('is denied where %s: %j → %s', (_what, values, denied) => {
    expect(evaluate(isDenied('unseenUses'), values, 'known')).toBe(denied);
    expect(factsIn(isDenied('unseenUses'))).toEqual(['unseenUses']);
  });

  it.each<[string, Condition, Tri, string[]]>([
    ['a fact that has the value', yes, true, []],
    ['a fact that has another', no, false, []],
    ['a fact nobody has stated', open, 'unknown', ['planned']],
    ['any one of a list', is('purposes', 'emotion-recognition', 'sentiment'), true, []],
    ['none of a list', is('purposes', 'conversation'), false, []],
    ['all, one false', all(open, no), false, []],
    ['all, one open', all(yes, open), 'unknown', ['planned']],
    ['all of nothing', all(), true, []],
    ['any, one true', any(open, yes), true, []],
    ['any, one open', any(no, open), 'unknown', ['planned']],
    ['any of nothing', any(), false, []],
    ['not true', not(yes), false, []],
    ['not false', not(no), true, []],
    ['not open', not(open), 'unknown', ['planned']],
    ['silence', isUnknown('planned'), true, []],
    ['an empty list is silence', isUnknown('output'), true, []],
    ['no silence', isUnknown('published'), false, []],
    ['a list that holds something', isUnknown('purposes'), false, []],
    ['what a decided part lacks is not missing', all(any(open, yes), is('realistic', true)), 'unknown', ['realistic']],
    ['each is missing once', all(open, any(open, no)), 'unknown', ['planned']],
    [
      'before and after a decided part',
      all(open, any(is('inUse', true), yes), is('enabled', true)),
      'unknown',
      ['planned', 'enabled'],
    ],
  ])('%s', (_what, condition, value, lacks) => {
    const missing: never[] = [];
    expect([evaluate(condition, facts, 'known'), decide(condition, facts, missing)]).toEqual([value, value]);
    expect(missing).toEqual(lacks);
  });

  it('takes a hint for true only when it is asked to, and never for false', () => {
    const realistic = is('realistic', true);
    expect([evaluate(open, hinted, 'known'), evaluate(open, hinted, 'hinted')]).toEqual(['unknown', true]);
    expect([evaluate(realistic, hinted, 'hinted'), evaluate(not(open), hinted, 'hinted')]).toEqual(['unknown', false]);
  });

  it('lists the facts of a condition', () => {
    expect(factsIn(all(yes, any(not(no), isUnknown('output'))))).toEqual(['published', 'profiling', 'output']);
  });

  it('tells what was read, and what only words say', () => {
    expect(readIn(['published', 'enabled'], facts)).toEqual([
      { fact: 'published', value: 'true', at: 'here', basis: 'observed' },
    ]);
    expect(readIn(['planned'], hinted)).toEqual([
      { fact: 'planned', value: 'true', at: 'name: “soon”', basis: 'hint' },
    ]);
  });
});
