import { COMMERCIAL_ROLES, PURPOSES_ABOUT_FATES, type FactName, type Purpose } from '../model/facts.ts';

/** Of two values that one text states for the same fact, the one that must not be overlooked: the graver first. */
const ORDER: Partial<Record<FactName, readonly unknown[]>> = {
  technique: [
    'biometric',
    'agentic',
    'generative',
    'ml-predictive',
    'fitted-statistics',
    'unknown-external',
    'search',
    'simple-statistic',
    'manual-rules',
  ],
  weightsOrigin: ['learned', 'human'],
  subjectKind: ['natural-person', 'mixed', 'sole-trader', 'company', 'none'],
  sending: ['automatic', 'human-after-review', 'not-sent'],
  allocationBasis: ['behaviour-or-traits', 'availability-or-skills-declared'],
  taskKind: [
    'decides',
    'ranks-or-scores',
    'detects-deviations',
    'preparatory',
    'improves-finished-human-work',
    'procedural',
  ],
  insuranceLine: ['life', 'health', 'other'],
};

/** What lets somebody off: when a text says both, the exception is not taken for granted. */
const EXCUSES = new Set<FactName>(['shownOnlyToSubject', 'medicalOrSafety', 'afterGrant', 'editorialResponsibility']);

export function graver(name: FactName, a: unknown, b: unknown): unknown {
  if (typeof a === 'boolean') {
    return a === !EXCUSES.has(name) ? a : b;
  }
  const order = ORDER[name] ?? [];
  return order.indexOf(b) >= 0 && order.indexOf(b) < order.indexOf(a) ? b : a;
}

const GRAVE_PURPOSES: readonly Purpose[] = [
  ...PURPOSES_ABOUT_FATES,
  'emotion-recognition',
  'biometric-categorisation',
  'identification',
];
const GRAVE_FLAGS = new Set<FactName>([
  'agentVoiceInInput',
  'vulnerabilityTargeted',
  'manipulative',
  'facesScraped',
  'intimateMaterial',
  'predictsCrime',
]);

/** Does it point at Art. 5 or Annex III by itself? */
export function isGrave(name: FactName, value: unknown): boolean {
  const holds = (grave: (item: never) => boolean): boolean => (value as never[]).some(grave);
  if (name === 'purposes') {
    return holds((purpose) => GRAVE_PURPOSES.includes(purpose));
  }
  return name === 'subjectRoles'
    ? holds((role) => !COMMERCIAL_ROLES.includes(role))
    : GRAVE_FLAGS.has(name) || name === 'otherArea';
}
