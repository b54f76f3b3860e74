import type { Meaning } from '../../model/knowledge.ts';
import { tokensOf, type Token } from '../phrases/tokens.ts';
import { lexicon } from './lexicon.ts';
import { compile, isStated, matchesOf, type Compiled } from './match-reading.ts';
import { plain } from './plain.ts';
import type { Reading, WordsFile } from './schema.ts';
import { sentencesOf, type Occurrence, type Sentence } from './sentences.ts';

/** A text is as long as its author likes; what stands behind this is not read. */
const MAX_TEXT = 4_000_000;
const MAX_WORDS = 120;

/**
 * Reads texts for what they mean: word families name concepts, readings say what concepts mean together. The words of
 * all families are looked up in one pass. Throws an `Error` that names a term or concept it does not know.
 */
export function meaningReader(words: readonly WordsFile[], readings: readonly Reading[]): (text: string) => Meaning[] {
  const { concepts, name } = lexicon(words);
  const compiled = readings.map(compile);
  check(compiled, concepts);

  return (whole) => {
    const text = whole.length > MAX_TEXT ? whole.slice(0, MAX_TEXT) : whole;
    const read = plain(text);
    const tokens = tokensOf(read);
    const sentences = sentencesOf(read, tokens, name(tokens));
    return compiled.flatMap((reading) =>
      reading.scope === 'text'
        ? inText(reading, sentences, text, tokens)
        : sentences.flatMap((sentence) => inSentence(reading, sentence, sentences, text, tokens)),
    );
  };
}

function inSentence(
  reading: Compiled,
  sentence: Sentence,
  sentences: Sentence[],
  text: string,
  tokens: Token[],
): Meaning[] {
  const found = matchesOf(reading, sentence);
  if (found.length === 0 || isExcepted(reading, sentences)) {
    return [];
  }
  if (reading.makes !== undefined) {
    sentence.set(reading.makes, [...(sentence.get(reading.makes) ?? []), ...found]);
  }
  return reading.says.length + reading.hints.length === 0
    ? []
    : found.map((at) => meaning(reading, at, quote(text, tokens, at)));
}

/** Concepts of one text, in whatever sentence; each must be stated. */
function inText(reading: Compiled, sentences: Sentence[], text: string, tokens: Token[]): Meaning[] {
  const places: Occurrence[] = [];
  for (const alternatives of reading.parts) {
    const stated = sentences
      .flatMap((sentence) => alternatives.flatMap((concept) => sentence.get(concept) ?? []))
      .find(({ polarity }) => polarity === 'stated');
    if (!stated) {
      return [];
    }
    places.push(stated);
  }
  if (isExcepted(reading, sentences)) {
    return [];
  }
  const [first] = places;
  if (reading.makes !== undefined && first) {
    sentences[0]?.set(reading.makes, [first]);
  }
  const words = [...new Set(places.map((at) => quote(text, tokens, at)))].join(' … ');
  return first && reading.says.length + reading.hints.length > 0 ? [meaning(reading, first, words)] : [];
}

function isExcepted({ unless }: Compiled, sentences: readonly Sentence[]): boolean {
  return unless.some((concept) => sentences.some((sentence) => isStated(sentence, concept)));
}

function meaning({ says, hints }: Compiled, { polarity }: Occurrence, words: string): Meaning {
  return { says, hints, polarity, words: words.slice(0, MAX_WORDS) };
}

function quote(text: string, tokens: readonly Token[], { first, last }: Occurrence): string {
  return text.slice(tokens[first]?.start, tokens[last]?.end);
}

function check(readings: readonly Compiled[], named: ReadonlySet<string>): void {
  const concepts = new Set(named);
  for (const { parts, past, without, unless, makes } of readings) {
    const lost = [...parts.flat(), ...past, ...without, ...unless].find((concept) => !concepts.has(concept));
    if (lost !== undefined) {
      throw new Error(`a reading names the unknown concept “${lost}”`);
    }
    if (makes !== undefined) {
      concepts.add(makes);
    }
  }
}
