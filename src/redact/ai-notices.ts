import { redactText } from './redact-text.ts';

/** A wide net: whether such a sentence tells people that they meet AI is decided later, by the phrase lists. */
const SPEAKS_OF_AI =
  /(^|[^\p{L}])(ai|ki|ia|si|gpt|llm|ии|ші|bot\p{L}{0,3}|бот\p{L}{0,3})($|[^\p{L}])|chat-?bot|чат-?бот|robo|robô|робот|artifi|künstl|kunst[lm]|kunstig|tekoäly|sztuczn|uměl|umel|mesterség|umjetn|τεχνητ|искусств|штучн|изкуств|intell?ige|inteligen|automat|автомат|αυτόματ|virtu|wirtual|виртуал|віртуал|εικονικ|digital|cyfrow|цифров|ψηφιακ|as+isten|asystent|ассистент|асистент|помощник|помічник|βοηθ|yapay|sanal|human|umano|człowiek|mensch|人工|AI|チャットボット|自動|机器人|智能|인공|챗봇|자동/iu;

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
    .split(/(?<=[.!?])\s|(?<=[。！？])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 3);
}
