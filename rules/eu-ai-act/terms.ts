import { all, any, is, isUnknown, not, type Condition } from '../../src/assess/condition.ts';
import type { FactName } from '../../src/model/facts.ts';

/** Known, and of one of these values: silence counts as no. */
export const said = (fact: FactName, ...values: readonly unknown[]): Condition =>
  all(not(isUnknown(fact)), is(fact, ...values));

/** What somebody says it does counts like what comes out; what comes out is what is asked for. */
const DECIDES_BY_TASK = said('taskKind', 'decides', 'ranks-or-scores');

/** Output that sorts, values or decides, as opposed to text that helps somebody. */
export const EVALUATES = any(
  is('output', 'score', 'rank', 'category', 'recommendation', 'decision', 'action'),
  DECIDES_BY_TASK,
);

/** The same without what is only a proposal or an act, which need not say anything about a person. */
export const SORTS = any(is('output', 'score', 'rank', 'category', 'decision'), DECIDES_BY_TASK);

/** Natural persons are meant; a company-only assessment is outside several points of Annex III. */
export const PERSONS = any(
  is('subjectKind', 'natural-person', 'sole-trader', 'mixed'),
  all(
    isUnknown('subjectKind'),
    is('subjectRoles', 'candidate', 'worker', 'freelancer', 'student', 'patient', 'beneficiary', 'voter', 'child'),
  ),
);

/** Emotion and category are only biometric when read from voice, face, video or keystrokes, never from text. */
export const BIOMETRIC = any(
  is('inputModality', 'voice', 'image', 'video', 'keystroke'),
  said('technique', 'biometric'),
);

/**
 * Emotions read from how somebody speaks, looks or types. What vendors call sentiment is the same when it is read from a
 * voice; a call that is also written down may be judged by its words alone, which only a person can tell.
 */
export const READS_EMOTION = all(
  any(
    is('purposes', 'emotion-recognition'),
    all(is('purposes', 'sentiment'), any(not(said('inputModality', 'text')), is('emotionBasis', 'voice-face-or-body'))),
  ),
  BIOMETRIC,
  not(said('emotionBasis', 'words-only')),
);

/** What points to it while a part is unknown. */
export const MAY_READ_EMOTION = is('purposes', 'emotion-recognition', 'sentiment');

export const REACHES_PEOPLE = is('audience', 'public', 'customer');

/** Somebody has said who meets it, and they are staff or nobody. */
export const STAYS_INSIDE = all(not(isUnknown('audience')), not(REACHES_PEOPLE));

/** Meant to influence how people vote. */
export const PERSUADES = is('purposes', 'political-persuasion');

/** Words that nobody reviews before they go out. */
export const WRITES = all(
  is('technique', 'generative', 'agentic'),
  is('sending', 'automatic'),
  is('output', 'text', 'audio', 'action'),
);

/** What Art. 26 and its neighbours ask of the deployer of a high-risk system. */
export const HIGH_RISK_DUTIES = [
  'aia-26-1',
  'aia-26-2',
  'aia-26-3',
  'aia-26-4',
  'aia-26-5',
  'aia-26-6',
  'aia-26-9',
  'aia-26-11',
  'aia-26-12',
  'aia-86',
  'aia-111-2',
  'gdpr-35',
] as const;
