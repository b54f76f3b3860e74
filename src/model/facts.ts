import type { Fact } from './fact.ts';

const TECHNIQUE = [
  'manual-rules',
  'simple-statistic',
  'fitted-statistics',
  'ml-predictive',
  'generative',
  'agentic',
  'biometric',
  'search',
  'unknown-external',
] as const;

const PURPOSE = [
  'lead-prioritisation',
  'sales-forecast',
  'marketing-content',
  'segmentation',
  'recommendation',
  'customer-service',
  'conversation',
  'sentiment',
  'emotion-recognition',
  'transcription',
  'enrichment',
  'data-quality',
  'routing',
  'recruitment',
  'worker-evaluation',
  'task-allocation',
  'creditworthiness',
  'fraud-detection',
  'insurance-pricing',
  'essential-service-access',
  'public-benefit',
  'education-admission',
  'education-assessment',
  'political-persuasion',
  'social-scoring',
  'biometric-categorisation',
  'identification',
  'spam-filter',
  'translation',
  'internal-assistance',
] as const;

const SUBJECT_KIND = ['natural-person', 'sole-trader', 'company', 'none', 'mixed'] as const;

const SUBJECT_ROLE = [
  'prospect',
  'customer',
  'candidate',
  'worker',
  'freelancer',
  'student',
  'patient',
  'insured',
  'borrower',
  'beneficiary',
  'voter',
  'child',
] as const;

const INPUT_MODALITY = ['structured', 'text', 'voice', 'image', 'video', 'keystroke'] as const;

const OUTPUT = [
  'score',
  'rank',
  'category',
  'text',
  'image',
  'audio',
  'video',
  'recommendation',
  'decision',
  'action',
] as const;

const AUDIENCE = ['public', 'customer', 'employee', 'none'] as const;

const SENDING = ['human-after-review', 'automatic', 'not-sent'] as const;

const EFFECT = [
  'none',
  'marketing-content',
  'contact-priority',
  'price',
  'access-to-contract',
  'access-to-essential-service',
  'work-allocation',
  'worker-evaluation',
  'hiring',
] as const;

const ALLOCATION_BASIS = ['behaviour-or-traits', 'availability-or-skills-declared'] as const;

const TASK_KIND = [
  'decides',
  'ranks-or-scores',
  'preparatory',
  'procedural',
  'improves-finished-human-work',
  'detects-deviations',
] as const;

const TENANT_SECTOR = [
  'bank',
  'insurer',
  'telecom',
  'energy',
  'housing',
  'education',
  'health',
  'recruitment',
  'public',
  'politics',
  'retail',
  'software',
  'other',
] as const;

const BIOMETRIC_CATEGORY = [
  'race',
  'ethnic-origin',
  'political-opinion',
  'trade-union',
  'religion',
  'sexual-orientation',
  'health',
  'genetic',
  'age',
  'gender',
  'other',
] as const;

const INSURANCE_LINE = ['life', 'health', 'other'] as const;

const EMOTION_BASIS = ['voice-face-or-body', 'words-only'] as const;

const IDENTIFICATION_KIND = ['remote-identification', 'verification'] as const;

const OTHER_AREA = [
  'critical-infrastructure',
  'emergency-services',
  'law-enforcement',
  'migration',
  'justice',
] as const;

interface OneOf<V extends readonly string[]> {
  type: 'one';
  values: V;
}
interface ListOf<V extends readonly string[]> {
  type: 'list';
  values: V;
}
interface FreeList {
  type: 'list';
  values: null;
}
interface Free {
  type: 'one';
  values: null;
}
interface Flag {
  type: 'boolean';
}

const one = <const V extends readonly string[]>(values: V): OneOf<V> => ({ type: 'one', values });
const list = <const V extends readonly string[]>(values: V): ListOf<V> => ({ type: 'list', values });
const freeText: Free = { type: 'one', values: null };
const freeList: FreeList = { type: 'list', values: null };
const flag: Flag = { type: 'boolean' };

/** The one vocabulary of mappings, rules, questions, exports and docs. A new fact is added here first, by ADR. */
export const FACTS = {
  enabled: flag,
  inUse: flag,
  technique: one(TECHNIQUE),
  weightsOrigin: one(['human', 'learned']),
  purposes: list(PURPOSE),
  subjectKind: one(SUBJECT_KIND),
  subjectRoles: list(SUBJECT_ROLE),
  inputModality: list(INPUT_MODALITY),
  output: list(OUTPUT),
  audience: list(AUDIENCE),
  sending: one(SENDING),
  effect: list(EFFECT),
  allocationBasis: one(ALLOCATION_BASIS),
  profiling: flag,
  published: flag,
  publicInterestTopic: flag,
  realistic: flag,
  saysItIsAi: flag,
  ownBrand: flag,
  vendorPurpose: freeText,
  vendorExcludesHighRisk: flag,
  taskKind: one(TASK_KIND),
  unrelatedContext: flag,
  disproportionateTreatment: flag,
  vulnerabilityTargeted: flag,
  manipulative: flag,
  dataFields: freeList,
  tenantSector: one(TENANT_SECTOR),
  directInteraction: flag,
  shownOnlyToSubject: flag,
  specialCategories: flag,
  medicalOrSafety: flag,
  publicAuthority: flag,
  editorialResponsibility: flag,
  afterGrant: flag,
  agentVoiceInInput: flag,
  biometricCategory: list(BIOMETRIC_CATEGORY),
  insuranceLine: one(INSURANCE_LINE),
  derivedFrom: freeList,
  planned: flag,
  emotionBasis: one(EMOTION_BASIS),
  abilityToPay: flag,
  identificationKind: one(IDENTIFICATION_KIND),
  facesScraped: flag,
  intimateMaterial: flag,
  predictsCrime: flag,
  otherArea: list(OTHER_AREA),
  unseenUses: flag,
} as const;

export type FactName = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as FactName[];

type ValueOf<S> = S extends Flag
  ? boolean
  : S extends Free
    ? string
    : S extends FreeList
      ? string[]
      : S extends OneOf<infer V>
        ? V[number]
        : S extends ListOf<infer V>
          ? V[number][]
          : never;

/** The TypeScript type of a fact's value. */
export type FactValue<N extends FactName> = ValueOf<(typeof FACTS)[N]>;

/** The facts of one feature. A name that is absent is an unknown of which nobody has said why. */
export type Facts = { [N in FactName]?: Fact<FactValue<N>> };

const SILENCE = Object.freeze({ known: false, reason: 'not-returned' } as const);

export function factOf<N extends FactName>(facts: Facts, name: N): Fact<FactValue<N>> {
  return (facts[name] as Fact<FactValue<N>> | undefined) ?? SILENCE;
}

export function valueOf<N extends FactName>(facts: Facts, name: N): FactValue<N> | undefined {
  const fact = factOf(facts, name);
  return fact.known ? fact.value : undefined;
}

export type Purpose = FactValue<'purposes'>[number];
export type SubjectRole = FactValue<'subjectRoles'>[number];
export type Output = FactValue<'output'>[number];
export type Effect = FactValue<'effect'>[number];

/** Purposes that stand in Annex III or Art. 5 by themselves, whatever the value is made from. */
export const PURPOSES_ABOUT_FATES: readonly Purpose[] = [
  'recruitment',
  'worker-evaluation',
  'task-allocation',
  'creditworthiness',
  'insurance-pricing',
  'essential-service-access',
  'public-benefit',
  'education-admission',
  'education-assessment',
  'political-persuasion',
  'social-scoring',
];

/** Of whom a verdict says nothing about a job, a loan, a cover, a grade or a vote. */
export const COMMERCIAL_ROLES: readonly SubjectRole[] = ['prospect', 'customer'];
