import type { JsonObject } from '../../src/model/json.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { leaves } from './tree.ts';

/** `{{ contact.x }}`, `{{ contact["x"] }}` and `{{ personalization_token('contact.x', …) }}`. */
const TOKEN = /\{\{[^{}]{0,60}?\b(contact|company|deal|ticket)(?:\.|\[\s*["'])([a-z][a-z0-9_]{0,99})/gi;

/** A wide net: whether such a sentence tells people that they meet AI is decided later, by the phrase lists. */
const SPEAKS_OF_AI =
  /(^|[^\p{L}])(ai|ki|ia|gpt)($|[^\p{L}])|artifi|künstlich|kunstmatig|chat-?bot|automat|virtual|virtuel/iu;

/** What is kept of a mail's content; both keys are absent when HubSpot returned none, so that silence is no "no". */
export function contentOf(email: JsonObject): { tokens?: string[]; notices?: string[] } {
  const content = email['content'];
  if (typeof content !== 'object' || content === null) {
    return {};
  }
  const tokens = new Set<string>();
  const notices = new Set<string>();
  for (const [, text] of leaves({ content, subject: email['subject'] ?? null })) {
    for (const [, object, property] of text.slice(0, 200_000).matchAll(TOKEN)) {
      tokens.add(`${object?.toLowerCase()}.${property}`);
    }
    for (const sentence of sentencesOf(text)) {
      if (SPEAKS_OF_AI.test(sentence) && notices.size < 5) {
        notices.add(redactText(sentence, 300));
      }
    }
  }
  return { tokens: [...tokens].slice(0, 100), notices: [...notices] };
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
