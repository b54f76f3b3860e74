import type { Words } from '../../exports/words.ts';
import type { StoredChange } from '../../model/change.ts';

export function presentChange({ detail: { says, ...detail }, ...change }: StoredChange, words: Words) {
  return {
    ...change,
    ...detail,
    ...(says && { says: says.map(({ text, ...said }) => ({ ...said, text: words.text(text) })) }),
  };
}
