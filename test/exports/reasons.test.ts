import { describe, expect, it } from '@jest/globals';
import { cited, reasonsOf, toldReasons } from '../../src/exports/reasons.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import type { Assessment, Outcome } from '../../src/model/assessment.ts';
import { message } from '../../src/model/message.ts';
import { registryOf } from '../../src/registry.ts';
import { makeWords } from '../../src/words.ts';
import { entryOf, verdict } from './sugarcrm/support/entry.ts';

const words = makeWords(loadLaw(), registryOf(loadKnowledge()).rules, 'en');
const found = (rule: string, outcome: Outcome = 'flagged') => verdict(rule, { outcome });

function rulesOf(assessment: Partial<Assessment>, mayBeNoAi = false): string[] {
  const feature = mayBeNoAi ? { because: message('because.portal-chat-open') } : {};
  return reasonsOf(entryOf({ feature, assessment })).map(({ text }) => text.id);
}

describe('exports/reasons', () => {
  it.each<[string, Partial<Assessment>, string[]]>([
    ['nothing', { because: [found('a', 'clear'), found('b', 'open')] }, []],
    [
      'the first that was flagged',
      { because: [found('a', 'needs-review'), found('b'), found('c')] },
      ['rules.b.flagged'],
    ],
    [
      'the first of all where the tier is open',
      { tier: 'undetermined', because: [found('a', 'needs-review'), found('b')] },
      ['rules.a.flagged'],
    ],
    [
      'what holds of this one before what holds of every AI',
      { because: [found('ai-literacy'), found('minimal-risk')] },
      ['rules.minimal-risk.flagged'],
    ],
    [
      'what holds of every AI where nothing else does',
      { because: [found('ai-literacy')] },
      ['rules.ai-literacy.flagged'],
    ],
  ])('tells %s', (_, assessment, rules) => {
    expect(rulesOf(assessment)).toEqual(rules);
  });

  it('tells first why it may be no AI, and a rule only where it raises a flag', () => {
    const because = [found('a')];
    expect(rulesOf({ because }, true)).toEqual(['because.portal-chat-open']);
    expect(rulesOf({ because, flags: ['high-risk-review'] }, true)).toEqual([
      'because.portal-chat-open',
      'rules.a.flagged',
    ]);
  });

  it('says when the duties begin that the rule found, and nothing of what is in force', () => {
    const told = (id: string, rule = 'employment-scoring') =>
      toldReasons(
        entryOf({
          assessment: { tier: 'high', because: [found('employment-scoring')], obligations: [{ id, rule }] },
        }),
        { ...words, today: '2026-11-27' },
      );
    expect(told('aia-26-7')).toMatch(/Annex III 4\(a\).* 2027-12-02\.$/);
    expect(told('aia-26-7', 'ai-literacy')).not.toContain('2027');
    expect(told('aia-4')).not.toMatch(/begin/);
  });

  it('adds the article to a sentence that names none, and to no other', () => {
    const told = (rule: string) => cited(verdict(rule, { citations: ['Art. 13 GDPR'] }), words);
    expect(told('profiling-information')).toMatch(/\(.*13.*\)$/);
    expect(told('employment-scoring')).toBe(words.text(message('rules.employment-scoring.flagged')));
    expect(cited(verdict('profiling-information'), words)).toBe(
      words.text(message('rules.profiling-information.flagged')),
    );
  });
});
