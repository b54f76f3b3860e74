import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../../rules/eu-ai-act/index.ts';
import { judge } from '../../../src/assess/rule.ts';
import { factsFrom, type FactValues } from '../../../src/model/facts-schema.ts';
import type { Facts } from '../../../src/model/facts.ts';

type Case = [string, 'flagged' | 'needs-review' | 'open' | 'clear', FactValues];
const persons = { subjectKind: 'natural-person' };
const emotion = { purposes: ['emotion-recognition'] };
const biometric = { purposes: ['biometric-categorisation'], inputModality: ['image'] };

const CASES: Case[] = [
  ['rule-based', 'flagged', { technique: 'manual-rules' }],
  ['rule-based', 'open', {}],
  ['rule-based', 'clear', { technique: 'manual-rules', weightsOrigin: 'learned' }],
  ['worker-emotion', 'flagged', { ...emotion, inputModality: ['voice'], subjectRoles: ['worker'] }],
  ['worker-emotion', 'needs-review', { ...emotion, subjectRoles: ['candidate'] }],
  ['worker-emotion', 'open', { ...emotion, inputModality: ['voice'] }],
  ['worker-emotion', 'clear', { ...emotion, inputModality: ['text'], subjectRoles: ['worker'] }],
  [
    'worker-emotion',
    'clear',
    { ...emotion, inputModality: ['voice'], subjectRoles: ['worker'], medicalOrSafety: true },
  ],
  ['sensitive-biometric-category', 'flagged', { ...biometric, biometricCategory: ['religion'] }],
  ['sensitive-biometric-category', 'needs-review', { purposes: biometric.purposes, biometricCategory: ['race'] }],
  ['sensitive-biometric-category', 'open', biometric],
  ['sensitive-biometric-category', 'clear', { ...biometric, biometricCategory: ['age'] }],
  ['social-scoring', 'flagged', { ...persons, output: ['score'], unrelatedContext: true }],
  ['social-scoring', 'needs-review', { purposes: ['social-scoring'] }],
  ['social-scoring', 'open', { ...persons, output: ['score'] }],
  ['social-scoring', 'clear', { subjectKind: 'company', purposes: ['social-scoring'] }],
  ['vulnerability-exploitation', 'flagged', { vulnerabilityTargeted: true }],
  ['vulnerability-exploitation', 'open', {}],
  ['vulnerability-exploitation', 'clear', { vulnerabilityTargeted: false, manipulative: false }],
  ['customer-emotion', 'flagged', { ...emotion, inputModality: ['keystroke'] }],
  ['customer-emotion', 'needs-review', emotion],
  ['customer-emotion', 'open', {}],
  ['customer-emotion', 'clear', { ...emotion, inputModality: ['text'] }],
  ['biometric-category', 'flagged', { ...biometric, biometricCategory: ['ethnic-origin'] }],
  ['biometric-category', 'needs-review', biometric],
  ['biometric-category', 'open', {}],
  ['biometric-category', 'clear', { ...biometric, biometricCategory: ['gender'] }],
  ['remote-identification', 'flagged', { purposes: ['identification'], inputModality: ['video'] }],
  ['remote-identification', 'needs-review', { purposes: ['identification'] }],
  ['remote-identification', 'open', {}],
  ['remote-identification', 'clear', { purposes: ['identification'], inputModality: ['structured'] }],
  ['employment-scoring', 'flagged', { subjectRoles: ['freelancer'], output: ['rank'] }],
  ['employment-scoring', 'needs-review', { purposes: ['recruitment'] }],
  ['employment-scoring', 'open', {}],
  ['employment-scoring', 'clear', { subjectRoles: ['candidate'], output: ['text'] }],
  ['employment-assistance', 'flagged', { subjectRoles: ['candidate'], output: ['text'] }],
  ['employment-assistance', 'needs-review', { subjectRoles: ['candidate'] }],
  ['employment-assistance', 'open', { output: ['text'] }],
  ['employment-assistance', 'clear', { subjectRoles: ['candidate'], output: ['score'] }],
  ['worker-evaluation', 'flagged', { purposes: ['task-allocation'], allocationBasis: 'behaviour-or-traits' }],
  ['worker-evaluation', 'needs-review', { purposes: ['task-allocation'] }],
  ['worker-evaluation', 'open', {}],
  ['worker-evaluation', 'clear', { purposes: ['worker-evaluation'], shownOnlyToSubject: true }],
  [
    'worker-evaluation',
    'clear',
    {
      purposes: ['routing'],
      effect: ['work-allocation'],
      subjectRoles: ['worker'],
      output: ['action'],
      allocationBasis: 'availability-or-skills-declared',
    },
  ],
  [
    'worker-evaluation',
    'flagged',
    { purposes: ['worker-evaluation'], allocationBasis: 'availability-or-skills-declared' },
  ],
  ['credit-scoring', 'flagged', { ...persons, purposes: ['creditworthiness'] }],
  ['credit-scoring', 'flagged', { ...persons, purposes: ['creditworthiness', 'fraud-detection'] }],
  [
    'credit-scoring',
    'flagged',
    { ...persons, purposes: ['lead-prioritisation'], effect: ['access-to-contract'], tenantSector: 'energy' },
  ],
  ['credit-scoring', 'needs-review', { purposes: ['creditworthiness'] }],
  ['credit-scoring', 'open', {}],
  ['credit-scoring', 'clear', { ...persons, purposes: ['fraud-detection'], effect: ['access-to-essential-service'] }],
  ['credit-scoring', 'clear', { subjectKind: 'company', purposes: ['creditworthiness'] }],
  ['credit-scoring', 'clear', { ...persons, purposes: ['creditworthiness'], afterGrant: true }],
  ['insurance-pricing', 'flagged', { ...persons, purposes: ['insurance-pricing'], insuranceLine: 'life' }],
  ['insurance-pricing', 'needs-review', { ...persons, purposes: ['insurance-pricing'] }],
  ['insurance-pricing', 'open', {}],
  ['insurance-pricing', 'clear', { ...persons, purposes: ['insurance-pricing'], insuranceLine: 'other' }],
  ['public-benefit-eligibility', 'flagged', { purposes: ['public-benefit'] }],
  ['public-benefit-eligibility', 'needs-review', { subjectRoles: ['beneficiary'] }],
  ['public-benefit-eligibility', 'open', {}],
  ['public-benefit-eligibility', 'clear', { purposes: ['public-benefit'], publicAuthority: false }],
  ['education-assessment', 'flagged', { subjectRoles: ['student'], output: ['score'] }],
  ['education-assessment', 'needs-review', { subjectRoles: ['student'] }],
  ['education-assessment', 'open', {}],
  ['education-assessment', 'clear', { purposes: ['conversation'], subjectRoles: ['student'], output: ['text'] }],
  ['voter-influence', 'flagged', { purposes: ['political-persuasion'] }],
  ['voter-influence', 'needs-review', { subjectRoles: ['voter'] }],
  ['voter-influence', 'open', {}],
  ['voter-influence', 'clear', { purposes: ['data-quality'], subjectRoles: ['voter'], audience: ['employee'] }],
  ['voter-outreach', 'flagged', { subjectRoles: ['voter'], audience: ['public'], output: ['text'] }],
  ['voter-outreach', 'needs-review', { subjectRoles: ['voter'] }],
  ['voter-outreach', 'open', {}],
  ['voter-outreach', 'clear', { subjectRoles: ['voter'], audience: ['employee'] }],
  ['provider-exemption', 'flagged', { purposes: ['recruitment'], taskKind: 'preparatory' }],
  ['provider-exemption', 'open', { purposes: ['recruitment'] }],
  ['provider-exemption', 'clear', { purposes: ['recruitment'], taskKind: 'preparatory', profiling: true }],
  [
    'provider-by-repurposing',
    'flagged',
    { subjectRoles: ['candidate'], output: ['score'], vendorExcludesHighRisk: true },
  ],
  ['provider-by-repurposing', 'needs-review', { purposes: ['recruitment'] }],
  ['provider-by-repurposing', 'open', {}],
  ['provider-by-repurposing', 'clear', { purposes: ['recruitment'], vendorExcludesHighRisk: false }],
  ['ai-conversation', 'flagged', { audience: ['customer'], directInteraction: true }],
  ['ai-conversation', 'needs-review', { purposes: ['conversation'] }],
  ['ai-conversation', 'open', {}],
  ['ai-conversation', 'clear', { audience: ['employee'], directInteraction: true }],
  [
    'automatic-ai-message',
    'flagged',
    { technique: 'agentic', audience: ['customer'], sending: 'automatic', output: ['text'] },
  ],
  ['automatic-ai-message', 'open', { technique: 'agentic' }],
  ['automatic-ai-message', 'clear', { sending: 'human-after-review' }],
  ['emotion-notice', 'flagged', { ...biometric }],
  ['emotion-notice', 'open', {}],
  ['emotion-notice', 'clear', { inputModality: ['text'] }],
  ['deep-fake', 'flagged', { output: ['video'], realistic: true }],
  ['deep-fake', 'open', { output: ['video'] }],
  ['deep-fake', 'clear', { output: ['text'], realistic: true }],
  [
    'public-interest-text',
    'flagged',
    { technique: 'generative', output: ['text'], published: true, publicInterestTopic: true },
  ],
  ['public-interest-text', 'open', { technique: 'generative', output: ['text'] }],
  [
    'public-interest-text',
    'clear',
    {
      technique: 'generative',
      output: ['text'],
      published: true,
      publicInterestTopic: true,
      editorialResponsibility: true,
    },
  ],
  ['unknown-purpose', 'flagged', {}],
  ['unknown-purpose', 'flagged', { purposes: [] }],
  ['unknown-purpose', 'clear', { purposes: ['enrichment'] }],
  ['definition-uncertain', 'flagged', { technique: 'fitted-statistics' }],
  ['definition-uncertain', 'open', {}],
  ['definition-uncertain', 'clear', { technique: 'generative' }],
  ['profiling-information', 'flagged', { profiling: true }],
  ['profiling-information', 'open', {}],
  ['profiling-information', 'clear', { profiling: false }],
  ['automated-decision', 'flagged', { ...persons, effect: ['price'], output: ['score'] }],
  ['automated-decision', 'open', {}],
  ['automated-decision', 'clear', { subjectKind: 'company' }],
  ['children-or-sensitive-data', 'flagged', { subjectRoles: ['child'] }],
  ['children-or-sensitive-data', 'open', {}],
  ['children-or-sensitive-data', 'clear', { subjectRoles: ['customer'], specialCategories: false }],
  ['public-authority-use', 'flagged', { purposes: ['public-benefit'], publicAuthority: true }],
  ['public-authority-use', 'open', { purposes: ['public-benefit'] }],
  ['public-authority-use', 'clear', { publicAuthority: false }],
  ['ai-literacy', 'flagged', {}],
  ['minimal-risk', 'flagged', { purposes: ['enrichment'] }],
  ['minimal-risk', 'clear', {}],
];

/** Rules that ask for silence itself are never undecided; a signal that is the whole condition settles it. */
const NEVER_OPEN = ['unknown-purpose', 'minimal-risk', 'ai-literacy'];
const NEVER_CLEAR = ['ai-literacy'];
const SIGNAL_DECIDES = ['vulnerability-exploitation'];
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

  it('reviews a vulnerable target that only words point to', () => {
    const hinted: Facts = {
      vulnerabilityTargeted: {
        known: false,
        reason: 'hinted',
        hint: { value: true, at: 'name', words: 'over-indebted' },
      },
    };
    expect(judge(rule('vulnerability-exploitation'), hinted)?.outcome).toBe('needs-review');
  });

  it('names each rule once', () => {
    expect(new Set(euAiAct.map(({ id }) => id)).size).toBe(euAiAct.length);
  });
});
