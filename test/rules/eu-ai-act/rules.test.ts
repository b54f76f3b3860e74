import { describe, expect, it } from '@jest/globals';
import { euAiAct } from '../../../rules/eu-ai-act/index.ts';
import { judge } from '../../../src/assess/rule.ts';
import { factsFrom, type FactValues } from '../../../src/model/facts-schema.ts';
import type { Facts } from '../../../src/model/facts.ts';

type Case = [string, 'flagged' | 'needs-review' | 'open' | 'clear', FactValues];
const persons = { subjectKind: 'natural-person' };
const emotion = { purposes: ['emotion-recognition'] };
const biometric = { purposes: ['biometric-categorisation'], inputModality: ['image'] };
const religion = { purposes: ['biometric-categorisation'], biometricCategory: ['religion'] };
const faces = { purposes: ['identification'], inputModality: ['video'] };
const translates = { technique: 'generative', output: ['text'], purposes: ['translation'] };
const sentiment = { purposes: ['sentiment'] };
const scoresPersons = { subjectKind: 'natural-person', output: ['score'] };

const CASES: Case[] = [
  ['rule-based', 'flagged', { technique: 'manual-rules' }],
  ['rule-based', 'open', {}],
  ['rule-based', 'clear', { technique: 'manual-rules', weightsOrigin: 'learned' }],
  ['worker-emotion', 'flagged', { ...emotion, inputModality: ['voice'], subjectRoles: ['worker'] }],
  ['worker-emotion', 'needs-review', { ...emotion, subjectRoles: ['candidate'] }],
  ['worker-emotion', 'open', { ...emotion, inputModality: ['voice'] }],
  ['worker-emotion', 'clear', { ...emotion, inputModality: ['text'], subjectRoles: ['worker'] }],
  ['worker-emotion', 'flagged', { ...sentiment, inputModality: ['voice'], agentVoiceInInput: true }],
  ['worker-emotion', 'needs-review', { ...sentiment, inputModality: ['voice', 'text'], agentVoiceInInput: true }],
  [
    'worker-emotion',
    'flagged',
    {
      ...sentiment,
      inputModality: ['voice', 'text'],
      subjectRoles: ['student'],
      emotionBasis: 'voice-face-or-body',
    },
  ],
  [
    'worker-emotion',
    'clear',
    { ...emotion, inputModality: ['voice'], subjectRoles: ['worker'], emotionBasis: 'words-only' },
  ],
  ['worker-emotion', 'clear', { ...sentiment, inputModality: ['text'], subjectRoles: ['worker'] }],
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
  ['customer-emotion', 'flagged', { ...sentiment, inputModality: ['voice'] }],
  ['customer-emotion', 'needs-review', sentiment],
  ['customer-emotion', 'needs-review', { ...sentiment, inputModality: ['voice', 'text'] }],
  ['customer-emotion', 'clear', { ...sentiment, inputModality: ['text'] }],
  ['customer-emotion', 'clear', { ...emotion, inputModality: ['text'] }],
  ['biometric-category', 'flagged', { ...biometric, biometricCategory: ['ethnic-origin'] }],
  ['biometric-category', 'needs-review', biometric],
  ['biometric-category', 'open', {}],
  ['biometric-category', 'clear', { ...biometric, biometricCategory: ['gender'] }],
  ['sensitive-biometric-category', 'flagged', { ...religion, technique: 'biometric' }],
  ['sensitive-biometric-category', 'clear', { ...religion, inputModality: ['text'] }],
  ['face-scraping', 'flagged', { facesScraped: true }],
  ['face-scraping', 'open', {}],
  ['face-scraping', 'clear', { facesScraped: false }],
  ['intimate-material', 'flagged', { intimateMaterial: true }],
  ['intimate-material', 'open', { output: ['image'] }],
  ['intimate-material', 'clear', { intimateMaterial: false }],
  ['crime-prediction', 'flagged', { predictsCrime: true }],
  ['crime-prediction', 'open', { purposes: ['fraud-detection'] }],
  ['crime-prediction', 'clear', { predictsCrime: false }],
  ['outside-domain', 'flagged', { otherArea: ['migration'] }],
  ['outside-domain', 'open', {}],
  ['outside-domain', 'clear', { otherArea: [] }],
  ['remote-identification', 'flagged', { ...faces, identificationKind: 'remote-identification' }],
  ['remote-identification', 'needs-review', faces],
  ['remote-identification', 'clear', { ...faces, identificationKind: 'verification' }],
  ['remote-identification', 'needs-review', { purposes: ['identification'] }],
  ['remote-identification', 'open', {}],
  ['remote-identification', 'clear', { purposes: ['identification'], inputModality: ['structured'] }],
  ['employment-scoring', 'flagged', { subjectRoles: ['freelancer'], output: ['rank'] }],
  ['employment-scoring', 'needs-review', { purposes: ['recruitment'] }],
  ['employment-scoring', 'open', {}],
  ['employment-scoring', 'flagged', { subjectRoles: ['candidate'], taskKind: 'ranks-or-scores' }],
  ['employment-scoring', 'flagged', { subjectRoles: ['candidate'], output: ['text'], taskKind: 'decides' }],
  ['employment-scoring', 'clear', { subjectRoles: ['candidate'], output: ['text'] }],
  ['employment-assistance', 'flagged', { subjectRoles: ['candidate'], output: ['text'] }],
  ['employment-assistance', 'needs-review', { subjectRoles: ['candidate'] }],
  ['employment-assistance', 'open', { output: ['text'] }],
  ['employment-assistance', 'clear', { subjectRoles: ['candidate'], output: ['score'] }],
  ['worker-evaluation', 'flagged', { purposes: ['task-allocation'], allocationBasis: 'behaviour-or-traits' }],
  ['worker-evaluation', 'needs-review', { purposes: ['task-allocation'] }],
  ['worker-evaluation', 'open', {}],
  ['worker-evaluation', 'flagged', { purposes: ['routing'], allocationBasis: 'behaviour-or-traits' }],
  ['worker-evaluation', 'open', { purposes: ['routing'], subjectRoles: ['customer'], effect: ['contact-priority'] }],
  ['worker-evaluation', 'flagged', { subjectRoles: ['worker'], output: ['score'] }],
  ['worker-evaluation', 'needs-review', { subjectRoles: ['worker'], output: ['recommendation'] }],
  [
    'worker-evaluation',
    'clear',
    { purposes: ['internal-assistance'], subjectRoles: ['worker'], output: ['text'], effect: ['none'] },
  ],
  [
    'worker-evaluation',
    'flagged',
    { purposes: ['worker-evaluation'], effect: ['worker-evaluation'], shownOnlyToSubject: true },
  ],
  ['worker-evaluation', 'clear', { purposes: ['task-allocation'], allocationBasis: 'availability-or-skills-declared' }],
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
  [
    'credit-scoring',
    'flagged',
    { ...persons, purposes: ['recommendation'], effect: ['access-to-contract'], subjectRoles: ['borrower'] },
  ],
  [
    'credit-scoring',
    'flagged',
    {
      ...persons,
      purposes: ['recommendation'],
      effect: ['access-to-contract'],
      tenantSector: 'retail',
      abilityToPay: true,
    },
  ],
  [
    'credit-scoring',
    'needs-review',
    { ...persons, purposes: ['recommendation'], effect: ['access-to-contract'], tenantSector: 'retail' },
  ],
  [
    'credit-scoring',
    'clear',
    {
      ...persons,
      purposes: ['recommendation'],
      effect: ['access-to-contract'],
      subjectRoles: ['customer'],
      tenantSector: 'retail',
      abilityToPay: false,
    },
  ],
  ['credit-scoring', 'clear', { ...persons, purposes: ['recommendation'], effect: ['price'] }],
  ['credit-scoring', 'clear', { ...persons, purposes: ['fraud-detection'], effect: ['access-to-essential-service'] }],
  ['credit-scoring', 'clear', { subjectKind: 'company', purposes: ['creditworthiness'] }],
  ['credit-scoring', 'clear', { ...persons, purposes: ['creditworthiness'], afterGrant: true }],
  ['insurance-pricing', 'flagged', { ...persons, purposes: ['insurance-pricing'], insuranceLine: 'life' }],
  ['insurance-pricing', 'needs-review', { ...persons, purposes: ['insurance-pricing'] }],
  ['insurance-pricing', 'open', {}],
  [
    'insurance-pricing',
    'flagged',
    { ...persons, purposes: ['recommendation'], subjectRoles: ['insured'], effect: ['price'], insuranceLine: 'health' },
  ],
  ['insurance-pricing', 'clear', { ...persons, purposes: ['insurance-pricing'], insuranceLine: 'other' }],
  ['public-benefit-eligibility', 'flagged', { purposes: ['public-benefit'] }],
  ['public-benefit-eligibility', 'needs-review', { subjectRoles: ['beneficiary'] }],
  ['public-benefit-eligibility', 'open', {}],
  ['public-benefit-eligibility', 'clear', { purposes: ['public-benefit'], publicAuthority: false }],
  ['sensitive-role-unknown-use', 'flagged', { subjectRoles: ['freelancer'] }],
  ['sensitive-role-unknown-use', 'open', {}],
  ['sensitive-role-unknown-use', 'clear', { subjectRoles: ['student'], purposes: ['translation'] }],
  ['sensitive-role-unknown-use', 'clear', { subjectRoles: ['customer'] }],
  ['education-assessment', 'flagged', { purposes: ['education-admission'] }],
  ['education-assessment', 'flagged', { purposes: ['education-assessment'] }],
  ['sensitive-role-scoring', 'flagged', { subjectRoles: ['student'], output: ['score'], purposes: ['sentiment'] }],
  [
    'sensitive-role-scoring',
    'flagged',
    { ...scoresPersons, subjectRoles: ['insured'], purposes: ['recommendation'], effect: ['price'] },
  ],
  ['sensitive-role-scoring', 'needs-review', { subjectRoles: ['student'] }],
  ['sensitive-role-scoring', 'open', {}],
  [
    'sensitive-role-scoring',
    'clear',
    { ...scoresPersons, subjectRoles: ['borrower'], effect: ['contact-priority'], purposes: ['lead-prioritisation'] },
  ],
  ['sensitive-role-scoring', 'clear', { ...scoresPersons, subjectRoles: ['insured'], purposes: ['insurance-pricing'] }],
  ['sensitive-role-scoring', 'clear', { subjectKind: 'company', subjectRoles: ['borrower'], output: ['score'] }],
  ['sensitive-role-scoring', 'clear', { subjectRoles: ['student'], output: ['text'] }],
  [
    'sensitive-role-scoring',
    'clear',
    { ...scoresPersons, subjectRoles: ['insured'], purposes: ['recommendation'], insuranceLine: 'other' },
  ],
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
  ['provider-exemption', 'flagged', { taskKind: 'preparatory' }],
  ['provider-exemption', 'open', {}],
  ['provider-exemption', 'clear', { taskKind: 'preparatory', profiling: true }],
  ['provider-exemption', 'clear', { taskKind: 'decides' }],
  ['profiling-bars-exemption', 'flagged', { profiling: true }],
  ['profiling-bars-exemption', 'open', {}],
  ['profiling-bars-exemption', 'clear', { profiling: false }],
  ['provider-by-repurposing', 'flagged', { vendorExcludesHighRisk: true }],
  ['provider-by-repurposing', 'needs-review', {}],
  ['provider-by-repurposing', 'clear', { vendorExcludesHighRisk: false }],
  ['own-brand-high-risk', 'flagged', { ownBrand: true }],
  ['own-brand-high-risk', 'open', {}],
  ['own-brand-high-risk', 'clear', { ownBrand: false }],
  ['own-brand-system', 'flagged', { ownBrand: true, technique: 'agentic' }],
  ['own-brand-system', 'flagged', { ownBrand: true, purposes: ['conversation'] }],
  ['own-brand-system', 'open', { technique: 'agentic' }],
  ['own-brand-system', 'clear', { ownBrand: false }],
  ['ai-conversation', 'flagged', { audience: ['customer'], directInteraction: true }],
  ['ai-conversation', 'needs-review', { purposes: ['conversation'] }],
  ['ai-conversation', 'open', {}],
  ['ai-conversation', 'flagged', { audience: ['public'], purposes: ['conversation'] }],
  ['ai-conversation', 'needs-review', { technique: 'agentic', audience: ['customer'], purposes: ['customer-service'] }],
  ['ai-conversation', 'open', { audience: ['customer'], purposes: ['conversation'], sending: 'human-after-review' }],
  ['ai-conversation', 'clear', { audience: ['customer'], purposes: ['conversation'], directInteraction: false }],
  ['ai-conversation', 'clear', { audience: ['employee'], directInteraction: true }],
  [
    'automatic-ai-message',
    'flagged',
    { technique: 'agentic', audience: ['customer'], sending: 'automatic', output: ['text'] },
  ],
  ['automatic-ai-message', 'open', { technique: 'agentic' }],
  [
    'automatic-ai-message',
    'clear',
    { technique: 'generative', audience: ['customer'], sending: 'automatic', output: ['image'] },
  ],
  ['automatic-ai-message', 'clear', { sending: 'human-after-review' }],
  ['emotion-notice', 'flagged', { ...biometric }],
  ['emotion-notice', 'flagged', { ...emotion, inputModality: ['voice'] }],
  ['emotion-notice', 'open', {}],
  ['emotion-notice', 'clear', { inputModality: ['text'] }],
  ['deep-fake', 'flagged', { output: ['video'], realistic: true }],
  ['deep-fake', 'open', { output: ['video'] }],
  ['deep-fake', 'needs-review', { output: ['video'], technique: 'generative' }],
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
  ['public-interest-text', 'needs-review', { technique: 'generative', publicInterestTopic: true }],
  ['generated-content', 'flagged', { technique: 'generative', output: ['text'] }],
  ['generated-content', 'flagged', { ...translates, purposes: ['translation', 'marketing-content'] }],
  ['generated-content', 'open', { technique: 'generative' }],
  ['generated-content', 'clear', translates],
  ['generated-content', 'clear', { technique: 'ml-predictive' }],
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
  ['public-authority-use', 'flagged', { publicAuthority: true }],
  ['public-authority-use', 'open', {}],
  ['public-authority-use', 'clear', { publicAuthority: false }],
  ['ai-literacy', 'flagged', {}],
  ['minimal-risk', 'flagged', { purposes: ['enrichment'] }],
  ['minimal-risk', 'clear', {}],
];

/** Rules that ask for silence itself are never undecided; a signal that is the whole condition settles it. */
const NEVER_OPEN = ['unknown-purpose', 'minimal-risk', 'ai-literacy', 'provider-by-repurposing'];
const NEVER_CLEAR = ['ai-literacy'];
const SIGNAL_DECIDES = [
  'vulnerability-exploitation',
  'face-scraping',
  'intimate-material',
  'crime-prediction',
  'outside-domain',
  'education-assessment',
  'sensitive-role-unknown-use',
];
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

  it.each([
    ['vulnerability-exploitation', 'vulnerabilityTargeted', true],
    ['sensitive-role-unknown-use', 'subjectRoles', ['candidate']],
    ['face-scraping', 'facesScraped', true],
    ['intimate-material', 'intimateMaterial', true],
    ['crime-prediction', 'predictsCrime', true],
    ['outside-domain', 'otherArea', ['justice']],
    ['education-assessment', 'purposes', ['education-admission']],
  ])('%s reviews what only words point to (%s)', (id, fact, value) => {
    const hinted = { [fact]: { known: false, reason: 'hinted', hint: { value, at: 'name', words: 'words' } } } as Facts;
    expect(judge(rule(id), hinted)?.outcome).toBe('needs-review');
  });

  it('names each rule once', () => {
    expect(new Set(euAiAct.map(({ id }) => id)).size).toBe(euAiAct.length);
  });
});
