import { all, any, is } from '../../src/assess/condition.ts';

/** Output that sorts, values or decides, as opposed to text that helps somebody. */
export const EVALUATES = is('output', 'score', 'rank', 'category', 'recommendation', 'decision', 'action');

/** Natural persons are meant; a company-only assessment is outside several points of Annex III. */
export const PERSONS = is('subjectKind', 'natural-person', 'sole-trader', 'mixed');

/** Emotion and category are only biometric when read from voice, face, video or keystrokes, never from text. */
export const BIOMETRIC = is('inputModality', 'voice', 'image', 'video', 'keystroke');

export const REACHES_PEOPLE = is('audience', 'public', 'customer');

/** Content that nobody reviews before it goes out. */
export const WRITES = all(
  is('technique', 'generative', 'agentic'),
  is('sending', 'automatic'),
  any(is('output', 'text', 'image', 'audio', 'video', 'action')),
);

/** A use of Annex III by what is known of it, for the rules that ask who answers for such a use. */
export const ANNEX_III_USE = any(
  is(
    'purposes',
    'recruitment',
    'worker-evaluation',
    'creditworthiness',
    'insurance-pricing',
    'essential-service-access',
    'public-benefit',
    'education-admission',
    'education-assessment',
    'political-persuasion',
  ),
  all(is('subjectRoles', 'candidate', 'freelancer', 'borrower', 'insured', 'beneficiary', 'student'), EVALUATES),
  is('effect', 'hiring', 'worker-evaluation', 'access-to-essential-service'),
);

/** What Art. 26 and its neighbours ask of the deployer of a high-risk system. */
export const HIGH_RISK_DUTIES = [
  'aia-26-1',
  'aia-26-2',
  'aia-26-4',
  'aia-26-5',
  'aia-26-6',
  'aia-26-11',
  'aia-26-9',
  'aia-26-12',
  'aia-86',
] as const;
