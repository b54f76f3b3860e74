import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import { factsFrom, type FactValues } from '../../src/model/facts-schema.ts';

const assess = makeAssess(euAiAct);
const of = (values: FactValues) => assess({ verdict: 'ai', facts: factsFrom(values, 'declared', 'test') });
const persons = { subjectKind: 'natural-person', profiling: true };
const score = { technique: 'ml-predictive', output: ['score'], audience: ['employee'] };
const writes = { technique: 'generative', output: ['text'] };

describe('assess/edge-cases', () => {
  it.each<[string, FactValues, string, string[], string[]]>([
    [
      'lead score of persons',
      { ...score, ...persons, purposes: ['lead-prioritisation'] },
      'minimal',
      [],
      ['gdpr-13-14', 'gdpr-21'],
    ],
    [
      'company-only account score',
      { ...score, subjectKind: 'company', purposes: ['creditworthiness'] },
      'minimal',
      [],
      [],
    ],
    [
      'lead score that refuses energy contracts',
      {
        ...score,
        ...persons,
        purposes: ['lead-prioritisation'],
        effect: ['access-to-contract'],
        tenantSector: 'energy',
      },
      'high',
      ['high-risk-review'],
      ['aia-27', 'gdpr-22'],
    ],
    [
      'lead score that refuses contracts, sector unknown',
      { ...score, ...persons, purposes: ['lead-prioritisation'], effect: ['access-to-contract'] },
      'undetermined',
      ['high-risk-review'],
      ['gdpr-22'],
    ],
    [
      'school: marketing score of prospects',
      {
        ...score,
        ...persons,
        purposes: ['lead-prioritisation'],
        subjectRoles: ['prospect'],
        tenantSector: 'education',
      },
      'minimal',
      [],
      [],
    ],
    [
      'school: admission',
      { ...score, ...persons, purposes: ['education-admission'] },
      'high',
      ['high-risk-review'],
      ['aia-26-11'],
    ],
    ['deal forecast', { ...score, subjectKind: 'company', purposes: ['sales-forecast'] }, 'minimal', [], []],
    [
      'deal forecast used to appraise sellers',
      { ...score, purposes: ['sales-forecast'], effect: ['worker-evaluation'] },
      'high',
      ['high-risk-review'],
      ['aia-26-7'],
    ],
    [
      'coaching that a manager sees',
      { ...score, purposes: ['worker-evaluation'], subjectRoles: ['worker'], shownOnlyToSubject: false },
      'high',
      ['high-risk-review'],
      ['aia-26-7'],
    ],
    [
      'coaching that only the seller sees',
      { ...score, purposes: ['worker-evaluation'], subjectRoles: ['worker'], shownOnlyToSubject: true },
      'minimal',
      [],
      [],
    ],
    [
      'coaching from the seller’s voice',
      { purposes: ['emotion-recognition'], inputModality: ['voice'], subjectRoles: ['worker'] },
      'prohibited',
      ['prohibited-practice-review', 'high-risk-review', 'transparency-notice'],
      ['aia-5-1-f'],
    ],
    [
      'sentiment of tickets',
      { purposes: ['sentiment'], inputModality: ['text'], output: ['category'], audience: ['employee'] },
      'minimal',
      [],
      [],
    ],
    ['emotion read from text', { purposes: ['emotion-recognition'], inputModality: ['text'] }, 'minimal', [], []],
    [
      'voice sentiment of customers',
      { purposes: ['emotion-recognition'], inputModality: ['voice'], subjectRoles: ['customer'] },
      'high',
      ['high-risk-review', 'transparency-notice'],
      ['aia-50-3'],
    ],
    [
      'draft that a person sends',
      { ...writes, purposes: ['marketing-content'], audience: ['customer'], sending: 'human-after-review' },
      'minimal',
      [],
      [],
    ],
    [
      'automatic outreach',
      {
        ...writes,
        technique: 'agentic',
        purposes: ['marketing-content'],
        audience: ['customer'],
        sending: 'automatic',
      },
      'limited',
      ['transparency-notice'],
      ['aia-50-1-agent-principal', 'aia-50-2'],
    ],
    [
      'realistic campaign image',
      {
        technique: 'generative',
        purposes: ['marketing-content'],
        output: ['image'],
        realistic: true,
        audience: ['public'],
        sending: 'human-after-review',
      },
      'limited',
      ['transparency-notice'],
      ['aia-50-4-deepfake'],
    ],
    [
      'text on a public matter',
      {
        ...writes,
        purposes: ['marketing-content'],
        published: true,
        publicInterestTopic: true,
        audience: ['public'],
        sending: 'human-after-review',
      },
      'limited',
      ['transparency-notice'],
      ['aia-50-4-text'],
    ],
    [
      'chatbot with a fixed tree',
      {
        technique: 'manual-rules',
        weightsOrigin: 'human',
        purposes: ['conversation'],
        audience: ['customer'],
        directInteraction: true,
      },
      'not-ai',
      [],
      [],
    ],
    [
      'rule-based profiling',
      { technique: 'manual-rules', weightsOrigin: 'human', purposes: ['lead-prioritisation'], profiling: true },
      'not-ai',
      [],
      ['gdpr-21'],
    ],
    [
      'bot that talks with customers',
      { technique: 'generative', purposes: ['conversation'], audience: ['customer'] },
      'limited',
      ['transparency-notice'],
      ['aia-50-1'],
    ],
    [
      'internal copilot',
      { ...writes, purposes: ['internal-assistance'], audience: ['employee'], directInteraction: true },
      'minimal',
      [],
      ['aia-4'],
    ],
    [
      'parsing of applications',
      { purposes: ['recruitment'], subjectRoles: ['candidate'], output: ['text'], taskKind: 'procedural' },
      'undetermined',
      ['high-risk-review'],
      ['aia-6-4'],
    ],
    [
      'ranking of applications, reviewed by people',
      {
        purposes: ['recruitment'],
        subjectRoles: ['candidate'],
        output: ['rank'],
        sending: 'human-after-review',
        taskKind: 'preparatory',
      },
      'high',
      ['high-risk-review'],
      ['aia-6-4', 'aia-26-7'],
    ],
    ['duplicate detection', { purposes: ['data-quality'] }, 'minimal', [], ['aia-95']],
    [
      'score of candidates that the vendor excludes',
      { ...score, purposes: ['lead-prioritisation'], subjectRoles: ['candidate'], vendorExcludesHighRisk: true },
      'high',
      ['high-risk-review'],
      ['aia-25-1-c'],
    ],
    [
      'public authority',
      { ...score, purposes: ['public-benefit'], publicAuthority: true },
      'high',
      ['high-risk-review'],
      ['aia-27', 'aia-49-3'],
    ],
    [
      'allocation of work on an unknown basis',
      { purposes: ['task-allocation'] },
      'undetermined',
      ['high-risk-review'],
      [],
    ],
    [
      'recognition of faces',
      { purposes: ['identification'], inputModality: ['image'] },
      'undetermined',
      ['high-risk-review'],
      [],
    ],
  ])('%s', (_name, values, tier, flags, obligations) => {
    const result = of(values);
    expect(result).toMatchObject({ tier, flags });
    expect(result.obligations.map(({ id }) => id)).toEqual(expect.arrayContaining(obligations));
  });

  it('asks who else is heard in a call of customers', () => {
    expect(
      of({ purposes: ['emotion-recognition'], inputModality: ['voice'], subjectRoles: ['customer'] }).missing,
    ).toContain('agentVoiceInInput');
  });

  it('keeps an uncertain AI undetermined and reviews it all the same', () => {
    const facts = factsFrom(
      { purposes: ['recruitment'], subjectRoles: ['candidate'], output: ['score'] },
      'observed',
      'test',
    );
    expect(assess({ verdict: 'undetermined', facts })).toMatchObject({
      tier: 'undetermined',
      flags: ['high-risk-review'],
    });
  });

  it('reviews a text about people whom only a word calls candidates', () => {
    const facts = {
      ...factsFrom({ purposes: ['internal-assistance'], output: ['text'] }, 'observed', 'test'),
      subjectRoles: {
        known: false as const,
        reason: 'hinted' as const,
        hint: { value: ['candidate' as const], at: 'name', words: 'applicant' },
      },
    };
    expect(assess({ verdict: 'ai', facts })).toMatchObject({ tier: 'undetermined', flags: ['high-risk-review'] });
  });
});
