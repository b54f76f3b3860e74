import { sentencesOf } from '../../exports/present-drift.ts';
import type { Words } from '../../exports/words.ts';
import type { StoredChange } from '../../model/change.ts';

/** As it is told by webhook and e-mail, and with the rules behind it. */
export function presentChange({ detail, ...change }: StoredChange, words: Words) {
  const { says, ...more } = detail;
  return {
    ...change,
    text: sentencesOf(change.what, detail, words),
    ...more,
    ...(says && { says: says.map(({ text, ...said }) => ({ ...said, text: words.text(text) })) }),
  };
}
