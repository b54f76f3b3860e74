import type { Part, WordPart } from './term.ts';
import type { Token } from './tokens.ts';

export interface Stops {
  contrast: ReadonlySet<string>;
  long: ReadonlySet<string>;
}

/** Where a term that begins at a word ends: the index after its last word, or -1. */
export function matchTerm(
  parts: readonly Part[],
  tokens: readonly Token[],
  at: number,
  stops: Stops,
  part = 0,
): number {
  const wanted = parts[part];
  if (wanted === undefined) {
    return at;
  }
  if (wanted.kind === 'word') {
    const token = tokens[at];
    const joined = part === 0 || parts[part - 1]?.kind === 'gap' || token?.after === 'none';
    return token && joined && fits(wanted, token) ? matchTerm(parts, tokens, at + 1, stops, part + 1) : -1;
  }
  for (let skipped = 0; skipped <= wanted.max; skipped += 1) {
    const token = tokens[at + skipped];
    if (!token || token.after === 'sentence' || (!wanted.long && token.after === 'clause')) {
      return -1;
    }
    const end = matchTerm(parts, tokens, at + skipped, stops, part + 1);
    if (end >= 0) {
      return end;
    }
    if (stops.contrast.has(token.text) || (wanted.long && stops.long.has(token.text))) {
      return -1;
    }
  }
  return -1;
}

export function fits({ stem, endings, open, exact }: WordPart, { text, raw }: Token): boolean {
  if (exact !== undefined) {
    return raw === exact || (raw.includes('.') && text === stem);
  }
  if (open === 'around') {
    return text.includes(stem);
  }
  if (open === 'before') {
    return endings.some((ending) => text.endsWith(stem + ending));
  }
  return text.startsWith(stem) && (open === 'after' || endings.includes(text.slice(stem.length)));
}
