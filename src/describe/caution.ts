import type { FactName } from '../model/facts.ts';

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
