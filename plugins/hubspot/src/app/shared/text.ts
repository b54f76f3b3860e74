const LONGEST = 120;
// Control characters, and those that turn the direction of what follows: a name must not rearrange the card.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;

/** A text from outside as the card shows it: one line, no hidden characters, of bearable length. */
export function shown(text: string, longest = LONGEST): string {
  // Before the pattern runs: a name may hold 64,000 characters.
  const line = text
    .slice(0, longest * 4)
    .replace(UNSEEN, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...line];
  const cut = letters.length > longest || text.length > longest * 4;
  return cut
    ? `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
    : line;
}
