import { unknown } from '#src/model/fact.ts';
import type { Disclosure } from '#src/model/knowledge.ts';
import type { FactFunction } from '#src/normalise/mapping.ts';
import { answersIn, noticeFact } from '#src/normalise/notice.ts';
import { sampleOf } from './sample.ts';

/**
 * Does what a visitor reads first say that it is AI? Seen only in sampled messages: a notice in the widget itself or in
 * the consent text is shown by no API (BEHAVIOR.md), so "no" means: not in the messages.
 */
export const saysItIsAi: FactFunction<boolean> = ({ asset, knowledge }) => {
  const sample = sampleOf(asset);
  const texts = [...sample.welcome, ...sample.firstTexts.map((first) => first.text)];
  if (texts.length === 0) {
    return unknown('not-returned');
  }
  // An empty text stands for a reply that does not speak of the sender.
  return noticeFact(answersIn(texts, knowledge), {
    said: (words) => `messages: “${words}”`,
    silent: `${texts.length} first messages`,
  });
};

const AI_WORDS =
  /(^|[^\p{L}])(ai|ki|ia|ии|ші|gpt|chatgpt|llm)($|[^\p{L}])|artifi|artyfic|sztuczn|künstlich|kunstmatig|kunstig|tekoäly|uměl|umel|mesterséges|umjetn|τεχνητ|искусствен|штучн|изкуствен|人工知能|人工智能|인공지능|machine learning/iu;

/** A first text in which the sender calls itself AI, not merely a bot. */
export function claimsToBeAi(
  texts: readonly string[],
  says: (text: string) => Disclosure | undefined,
): string | undefined {
  for (const text of texts) {
    const answer = says(text);
    if (answer?.says === true && AI_WORDS.test(answer.words ?? '')) {
      return answer.words;
    }
  }
  return undefined;
}
