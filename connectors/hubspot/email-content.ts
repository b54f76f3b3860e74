import type { JsonObject } from '../../src/model/json.ts';
import { aiNotices } from '../../src/redact/ai-notices.ts';
import { leaves } from '../../src/pull/tree.ts';

/** `{{ contact.x }}`, `{{ contact["x"] }}` and `{{ personalization_token('contact.x', …) }}`. */
const TOKEN = /\{\{[^{}]{0,60}?\b(contact|company|deal|ticket)(?:\.|\[\s*["'])([a-z][a-z0-9_]{0,99})/gi;

/** What is kept of a mail's content; both keys are absent when HubSpot returned none, so that silence is no "no". */
export function contentOf(email: JsonObject): { tokens?: string[]; notices?: string[] } {
  const content = email['content'];
  if (typeof content !== 'object' || content === null) {
    return {};
  }
  const tokens = new Set<string>();
  const texts = [...leaves({ content, subject: email['subject'] ?? null })].map(([, text]) => text);
  for (const text of texts) {
    for (const [, object, property] of text.slice(0, 200_000).matchAll(TOKEN)) {
      tokens.add(`${object?.toLowerCase()}.${property}`);
    }
  }
  return { tokens: [...tokens].slice(0, 100), notices: aiNotices(texts) };
}
