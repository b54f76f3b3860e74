import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { loadMessages } from '../../src/knowledge/load-messages.ts';
import { FACT_NAMES, type Facts } from '../../src/model/facts.ts';
import { factsFrom, type FactValues } from '../../src/model/facts-schema.ts';

const assess = makeAssess(euAiAct);
const facts = (values: FactValues): Facts => factsFrom(values, 'observed', 'test');
const verdict = (values: FactValues, hints: Facts = {}) =>
  assess({ verdict: 'ai', facts: { ...facts(values), ...hints } });
const hint = (value: string[]) =>
  ({ known: false, reason: 'hinted', hint: { value, at: 'name', words: value.join() } }) as const;

describe('assess/assess', () => {
  it.each<[string, FactValues, string, string[], string]>([
    [
      'a lead score of persons',
      {
        technique: 'ml-predictive',
        purposes: ['lead-prioritisation'],
        subjectKind: 'natural-person',
        output: ['score'],
        profiling: true,
        audience: ['employee'],
      },
      'minimal',
      [],
      'not-needed',
    ],
    [
      'a candidate score',
      { purposes: ['recruitment'], subjectRoles: ['candidate'], output: ['score'] },
      'high',
      ['high-risk-review'],
      'not-needed',
    ],
    [
      'a summary of a candidate',
      { purposes: ['internal-assistance'], subjectRoles: ['candidate'], output: ['text'] },
      'undetermined',
      ['high-risk-review'],
      'not-needed',
    ],
    [
      'credit of natural persons',
      { purposes: ['creditworthiness'], subjectKind: 'natural-person', output: ['score'] },
      'high',
      ['high-risk-review'],
      'not-needed',
    ],
    [
      'credit of companies only',
      { purposes: ['creditworthiness', 'lead-prioritisation'], subjectKind: 'company', output: ['score'] },
      'minimal',
      [],
      'not-needed',
    ],
    [
      'fraud detection',
      {
        purposes: ['fraud-detection'],
        effect: ['access-to-essential-service'],
        subjectKind: 'natural-person',
        output: ['score'],
      },
      'minimal',
      [],
      'not-needed',
    ],
    [
      'health insurance pricing',
      { purposes: ['insurance-pricing'], insuranceLine: 'health', subjectKind: 'natural-person' },
      'high',
      ['high-risk-review'],
      'not-needed',
    ],
    [
      'insurance of an unknown line',
      { purposes: ['insurance-pricing'], subjectKind: 'natural-person' },
      'undetermined',
      ['high-risk-review'],
      'not-needed',
    ],
    [
      'motor insurance',
      { purposes: ['insurance-pricing', 'customer-service'], insuranceLine: 'other', subjectKind: 'natural-person' },
      'minimal',
      [],
      'not-needed',
    ],
    [
      'emotions of agents from voice',
      { purposes: ['emotion-recognition'], inputModality: ['voice'], agentVoiceInInput: true },
      'prohibited',
      ['prohibited-practice-review', 'high-risk-review', 'transparency-notice'],
      'unknown',
    ],
    [
      'emotions of customers from voice',
      {
        purposes: ['emotion-recognition'],
        inputModality: ['voice'],
        subjectRoles: ['customer'],
        agentVoiceInInput: false,
        saysItIsAi: false,
      },
      'high',
      ['high-risk-review', 'transparency-notice'],
      'absent',
    ],
    [
      'sentiment of text',
      { purposes: ['sentiment'], inputModality: ['text'], subjectRoles: ['customer'] },
      'minimal',
      [],
      'not-needed',
    ],
    [
      'a conversation of which nobody knows who has it',
      { technique: 'generative', purposes: ['conversation'], saysItIsAi: false },
      'undetermined',
      [],
      'unknown',
    ],
    [
      'a chatbot that says so',
      { purposes: ['conversation'], audience: ['customer'], directInteraction: true, saysItIsAi: true },
      'limited',
      ['transparency-notice'],
      'present',
    ],
    [
      'a chatbot that does not',
      { purposes: ['conversation'], audience: ['customer'], directInteraction: true, saysItIsAi: false },
      'limited',
      ['transparency-notice'],
      'absent',
    ],
    [
      'an AI e-mail sent by itself',
      {
        technique: 'generative',
        purposes: ['marketing-content'],
        audience: ['customer'],
        sending: 'automatic',
        output: ['text'],
      },
      'limited',
      ['transparency-notice'],
      'unknown',
    ],
    [
      'a draft that a person sends',
      {
        technique: 'generative',
        purposes: ['marketing-content'],
        audience: ['customer'],
        sending: 'human-after-review',
        output: ['text'],
      },
      'minimal',
      [],
      'not-needed',
    ],
    [
      'text for employees',
      {
        technique: 'generative',
        purposes: ['internal-assistance'],
        audience: ['employee'],
        sending: 'not-sent',
        output: ['text'],
      },
      'minimal',
      [],
      'not-needed',
    ],
    [
      'a worker evaluation',
      { purposes: ['worker-evaluation'], output: ['score'] },
      'high',
      ['high-risk-review'],
      'not-needed',
    ],
    [
      'one shown only to the worker',
      { purposes: ['worker-evaluation', 'internal-assistance'], output: ['score'], shownOnlyToSubject: true },
      'minimal',
      [],
      'not-needed',
    ],
    [
      'social scoring of persons',
      { purposes: ['social-scoring'], subjectKind: 'natural-person' },
      'undetermined',
      ['prohibited-practice-review'],
      'not-needed',
    ],
    ['an unknown purpose', { technique: 'generative' }, 'undetermined', [], 'not-needed'],
    [
      'a candidate score that is off',
      { enabled: false, purposes: ['recruitment'], subjectRoles: ['candidate'], output: ['score'] },
      'high',
      [],
      'not-needed',
    ],
  ])('%s', (_name, values, tier, flags, notice) => {
    expect(verdict(values)).toMatchObject({ tier, flags, notice: flags.length === 0 ? expect.any(String) : notice });
  });

  it('asks instead of deciding when only words point to a use', () => {
    const result = verdict({ purposes: ['lead-prioritisation'], output: ['score'] }, {
      subjectRoles: hint(['candidate']),
    } as Facts);

    expect(result).toMatchObject({ tier: 'undetermined', flags: ['high-risk-review'] });
    expect(result.missing).toContain('subjectRoles');
  });

  it('knows the law and the words of every rule, and a question for every fact', () => {
    const law = loadLaw();
    const messages = loadMessages('en');
    const unknown = euAiAct.flatMap((rule) => rule.obligations.filter((id) => !law.obligation(id)));
    const wordless = euAiAct
      .flatMap(({ id, signal }) => [`rules.${id}.flagged`, signal ? `rules.${id}.needs-review` : 'rules.open'])
      .filter((id) => !messages.has(id));
    const unasked = FACT_NAMES.filter((fact) => !messages.has(`question.${fact}`));

    expect({ unknown, wordless, unasked }).toEqual({ unknown: [], wordless: [], unasked: [] });
  });

  it('moved the high-risk duties to the new date and left Art. 50 where it was', () => {
    const law = loadLaw();
    expect([law.appliesFrom('aia-26-1'), law.appliesFrom('aia-26-1', 'cal-2024'), law.appliesFrom('aia-50-1')]).toEqual(
      ['2027-12-02', '2026-08-02', '2026-08-02'],
    );
  });
});
