import type { Token } from '../phrases/tokens.ts';
import type { Named } from './lexicon.ts';

/** How a text means what it names: as so, as not so, or as a use it rules out. */
export type Polarity = 'stated' | 'negated' | 'excluded';

interface Scope {
  polarity: Exclude<Polarity, 'stated'>;
  from: number;
  to: number;
}

/** What stands before “… are not considered” is its subject, which is short and ends where another one begins. */
const MAX_BACK = 7;
const AND = new Set(['and', 'or', 'et', 'ou', 'und', 'oder', 'y', 'o']);

/**
 * The reach of words of denial. An exclusion (“not used for …”) reaches to the end of its sentence or to a word of
 * contrast, one that stands behind (“… are not considered”) to the beginning of its clause, a plain negation (“does not
 * …”) to the end of its clause. A phrase that holds the denial itself (“without review”) is not denied by it.
 */
export function polarityOf(
  named: readonly Named[],
  tokens: readonly Token[],
  end: number,
): (first: number, last: number) => Polarity {
  const contrasts = named.filter(({ concept }) => concept === 'contrast').map(({ first }) => first);
  const scopes = named.flatMap(({ concept, first, last }): Scope[] => {
    if (concept === 'excluded-before') {
      return [{ polarity: 'excluded', from: clauseStart(tokens, first), to: first }];
    }
    if (concept !== 'excluded' && concept !== 'negated') {
      return [];
    }
    const stop = contrasts.find((at) => at > last) ?? end;
    const to = endOf(tokens, last + 1, end, concept === 'excluded' ? ['sentence'] : ['clause', 'sentence']);
    return [{ polarity: concept, from: last + 1, to: Math.min(to, stop) }];
  });
  return (first, last) => {
    const within = scopes.filter(({ from, to }) => first >= from && last < to);
    return within.some(({ polarity }) => polarity === 'excluded') ? 'excluded' : (within[0]?.polarity ?? 'stated');
  };
}

function endOf(tokens: readonly Token[], from: number, end: number, breaks: readonly Token['after'][]): number {
  let at = from;
  while (at < end && (at === from || !breaks.includes(tokens[at]!.after))) {
    at += 1;
  }
  return at;
}

/** “A and B are not considered” is about both; “A is ranked and the lower half of B is not considered” is not. */
function isJoint(tokens: readonly Token[], at: number, from: number): boolean {
  return AND.has(tokens[at - 1]!.text) && from - at > 2;
}

function clauseStart(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at > 0 && from - at < MAX_BACK && tokens[at]!.after === 'none' && !isJoint(tokens, at, from)) {
    at -= 1;
  }
  return at;
}
