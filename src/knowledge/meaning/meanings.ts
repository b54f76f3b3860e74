import type { Meaning } from '../../model/knowledge.ts';
import { tokensOf, type Token } from '../phrases/tokens.ts';
import { lexicon } from './lexicon.ts';
import { compile, matchesOf, type Compiled } from './match-reading.ts';
import { plain } from './plain.ts';
import type { Reading, WordsFile } from './schema.ts';
import { sentencesOf, type Occurrence, type Sentence } from './sentences.ts';

/** A text is as long as its author likes; what stands behind this is not read. */
const MAX_TEXT = 4_000_000;
/** Letters of a quotation. */
const MAX_QUOTE = 120;
/** Enough of one concept that readings have made in a sentence. */
const MAX_PLACES = 24;

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
    const told: Told = { text, tokens, sentences, stated: statedIn(sentences) };
    return compiled.flatMap((reading) =>
      reading.unless.some((concept) => told.stated.has(concept))
        ? []
        : reading.scope === 'text'
          ? inText(reading, told)
          : sentences.flatMap((sentence) => inSentence(reading, sentence, told)),
    );
  };
}

interface Told {
  text: string;
  tokens: Token[];
  sentences: Sentence[];
  /** The first place where the text states a concept. */
  stated: Map<string, Occurrence>;
}

function statedIn(sentences: readonly Sentence[]): Told['stated'] {
  const stated: Told['stated'] = new Map();
  for (const sentence of sentences) {
    for (const [concept, places] of sentence) {
      keepStated(stated, concept, places);
    }
  }
  return stated;
}

function keepStated(stated: Told['stated'], concept: string, places: readonly Occurrence[]): void {
  const first = stated.has(concept) ? undefined : places.find(({ polarity }) => polarity === 'stated');
  if (first) {
    stated.set(concept, first);
  }
}

function inSentence(reading: Compiled, sentence: Sentence, { text, tokens, stated }: Told): Meaning[] {
  const found = matchesOf(reading, sentence);
  if (found.length > 0 && reading.makes !== undefined) {
    sentence.set(reading.makes, [...(sentence.get(reading.makes) ?? []), ...found].slice(0, MAX_PLACES));
    keepStated(stated, reading.makes, found);
  }
  return saysNothing(reading) ? [] : found.map((at) => meaning(reading, at, quote(text, tokens, at)));
}

/** Concepts of one text, in whatever sentence; each must be stated. */
function inText(reading: Compiled, { text, tokens, stated }: Told): Meaning[] {
  const places = reading.parts.map((either) => either.map((concept) => stated.get(concept)).find((at) => at));
  const [first] = places;
  if (!first || places.includes(undefined)) {
    return [];
  }
  if (reading.makes !== undefined) {
    keepStated(stated, reading.makes, [first]);
  }
  const words = places.map((at) => at && quote(text, tokens, at));
  return saysNothing(reading) ? [] : [meaning(reading, first, [...new Set(words)].join(' … '))];
}

function saysNothing({ says, hints }: Compiled): boolean {
  return says.length + hints.length === 0;
}

function meaning({ says, hints }: Compiled, { polarity }: Occurrence, words: string): Meaning {
  return { says, hints, polarity, words: words.slice(0, MAX_QUOTE) };
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
