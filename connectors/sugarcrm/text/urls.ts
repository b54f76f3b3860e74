import { redactUrl, UNREADABLE } from '#src/redact/redact-url.ts';
import { decodeEntities } from './embedded-json.ts';

const URL_IN_TEXT = /\bhttps?:(?:\\?\/){2}(?:\{::[\w:]{1,200}::\}|[^\s"'<>`|^])+/gi;
const TRAILING = /[.,;:!?)\]}\\]{1,10}$/;

/** Every address in some texts, without user info, query and what lets anybody call it; each once. */
export function urlsIn(texts: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    if (!text.includes('http') && !text.includes('HTTP')) {
      continue;
    }
    for (const [url] of decodeEntities(text.slice(0, 200_000)).matchAll(URL_IN_TEXT)) {
      const plain = redactUrl(withoutTail(url.replaceAll('\\/', '/')));
      if (plain !== UNREADABLE && found.size < 50) {
        found.add(plain);
      }
    }
  }
  return [...found];
}

/** A full stop ends the sentence, not the address; the end of a merge token belongs to it. */
function withoutTail(url: string): string {
  return url.endsWith('::}') ? url : url.replace(TRAILING, '');
}
