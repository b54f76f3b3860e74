import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../../src/assess/assess.ts';
import { judge } from '../../../src/assess/rule.ts';
import { factsFrom, type FactValues } from '../../../src/model/facts-schema.ts';
import type { Facts } from '../../../src/model/facts.ts';
import { ASKED, BESIDE, CASES, HINTED } from './cases.ts';

/** Rules that ask for silence itself are never undecided; a signal that is the whole condition settles it. */
const NEVER_OPEN = ['unknown-purpose', 'minimal-risk', 'ai-literacy', 'provider-by-repurposing'];
const NEVER_CLEAR = ['ai-literacy'];
const SIGNAL_DECIDES = [
  'vulnerability-exploitation',
  'face-scraping',
  'intimate-material',
  'crime-prediction',
  'outside-domain',
  'campaign-tool',
  'education-assessment',
  'sensitive-role-unknown-use',
];
const assess = makeAssess(euAiAct);
const facts = (values: FactValues): Facts => factsFrom(values, 'observed', 'test');
const rule = (id: string) => euAiAct.find((one) => one.id === id)!;

describe('rules/eu-ai-act', () => {
  it.each(CASES)('%s is %s for %j', (id, outcome, values) => {
    expect(judge(rule(id), facts(values))?.outcome ?? 'clear').toBe(outcome);
  });

  it('has a case for every outcome that a rule can have', () => {
    const wanted = euAiAct.flatMap(({ id, signal }) => [
      `${id} flagged`,
      ...(NEVER_CLEAR.includes(id) ? [] : [`${id} clear`]),
      ...(NEVER_OPEN.includes(id) ? [] : [`${id} open`]),
      ...(signal && !SIGNAL_DECIDES.includes(id) ? [`${id} needs-review`] : []),
    ]);
    const covered = new Set(CASES.map(([id, outcome]) => `${id} ${outcome}`));
    expect(wanted.filter((one) => !covered.has(one))).toEqual([]);
  });

  it.each(HINTED)('%s reviews what only words point to (%s)', (id, fact, value) => {
    const hinted = { [fact]: { known: false, reason: 'hinted', hint: { value, at: 'name', words: 'words' } } } as Facts;
    expect(judge(rule(id), hinted)?.outcome).toBe('needs-review');
  });

  it.each(ASKED)('%j: is %s asked? %s', (values, fact, asked) => {
    expect(assess({ facts: facts(values), verdict: 'ai' }).missing.includes(fact)).toBe(asked);
  });

  it.each(BESIDE)('%s beside %j: %s', (id, values, shown) => {
    const { because } = assess({ facts: facts(values), verdict: 'ai' });
    expect(because.some((one) => one.rule === id)).toBe(shown);
  });

  it('names each rule once', () => {
    expect(new Set(euAiAct.map(({ id }) => id)).size).toBe(euAiAct.length);
  });
});
