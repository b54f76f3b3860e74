import { redactText } from './redact-text.ts';

/** A wide net: whether such a sentence tells people that they meet AI is decided later, by the phrase lists. */
const SPEAKS_OF_AI =
  /(^|[^\p{L}])(ai|ki|ia|gpt)($|[^\p{L}])|artifi|künstlich|kunstmatig|chat-?bot|automat|virtual|virtuel/iu;

/** Sentences of a text or an HTML body that may speak of AI, redacted, at most five. */
export function aiNotices(texts: Iterable<string>): string[] {
  const notices = new Set<string>();
  for (const text of texts) {
    for (const sentence of sentencesOf(text)) {
      if (SPEAKS_OF_AI.test(sentence) && notices.size < 5) {
        notices.add(redactText(sentence, 300));
      }
    }
  }
  return [...notices];
}

function sentencesOf(html: string): string[] {
  const text = html
    .slice(0, 200_000)
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&nbsp;|\s+/g, ' ');
  return text
    .split(/(?<=[.!?。])\s/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 3);
}
