import { presentDrift } from '../../exports/present-drift.ts';
import type { Words } from '../../exports/words.ts';
import type { StoredChange } from '../../model/change.ts';

/** As it is told by webhook, and with the rules behind it. */
export function presentChange(change: StoredChange, words: Words) {
  const { says, silent, cleared } = change.detail;
  return {
    ...presentDrift(change, words),
    ...(says && { says: says.map(({ text, ...said }) => ({ ...said, text: words.text(text) })) }),
    ...(silent && { silent }),
    ...(cleared !== undefined && { cleared }),
  };
}
