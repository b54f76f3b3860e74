import { known, unknown, type Fact } from '../model/fact.ts';
import type { Disclosure, Knowledge } from '../model/knowledge.ts';

/** What each of several texts says; an empty one says nothing. */
export function answersIn(
  texts: readonly string[],
  { disclosure }: Pick<Knowledge, 'disclosure'>,
): (Disclosure | undefined)[] {
  return texts.map((text) => (text.trim() === '' ? { says: false } : disclosure(text)));
}

/**
 * Whether one of several texts tells people that they meet AI: one that says so is enough. Vague words leave it open
 * and are shown with the question.
 */
export function noticeFact(
  answers: readonly (Disclosure | undefined)[],
  at: { said: (words: string) => string; silent: string },
): Fact<boolean> {
  const said = answers.find((answer) => answer?.says === true);
  if (said) {
    return known(true, 'observed', at.said(said.words ?? ''));
  }
  const vague = answers.find((answer) => answer?.says === 'perhaps');
  if (vague) {
    return unknown('hinted', { value: true, at: at.silent, words: vague.words ?? '' });
  }
  // A text in a script that we do not read may hold the notice.
  return answers.includes(undefined) ? unknown('not-catalogued') : known(false, 'observed', at.silent);
}
