import { maskPersonal } from './personal-shapes.ts';
import { redactUrl } from './redact-url.ts';
import { maskSecrets } from './secret-shapes.ts';

/** Longer texts are read so far only: no prompt or name of a CRM comes near it. */
const READ = 65_536;

// Control characters and those that turn or hide text on a screen; tab and line feed stay.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const URL_IN_TEXT = /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?:\{\{[^{}]{0,200}\}\}|[^\s"'<>`\\^|])+/gi;
const TRAILING = /[.,;:!?)\]]{1,10}$/;

/** Words, small numbers and ids of actions: most of what a flow holds, and nothing that any shape below could be. */
const HARMLESS = /^(?:[A-Za-z_ ]{0,40}|\d{1,8}|\d-\d{1,9})$/;

/**
 * A text without secrets, e-mail addresses, phone numbers and bank accounts, its URLs without user info, query and
 * fragment; at most `max` characters. Personalisation tokens, model names, hosts and ids stay.
 */
export function redactText(text: string, max = 2000): string {
  const read = text.length > READ ? head(text) : text;
  const seen = read.toWellFormed().replaceAll('\ufffd', '').replace(/\r\n?/g, '\n').replace(UNSEEN, '');
  const plain = HARMLESS.test(seen) ? seen : mask(seen);
  return cut(plain, max, text.length > READ);
}

/** Cut between words: half a secret no longer looks like one. */
function head(text: string): string {
  const start = READ - 4096;
  const words = text.slice(start, READ).search(/\s\S*$/);
  return text.slice(0, start + Math.max(0, words));
}

function mask(text: string): string {
  return maskPersonal(maskSecrets(text.replace(URL_IN_TEXT, maskUrl)));
}

function maskUrl(found: string): string {
  const tail = TRAILING.exec(found)?.[0] ?? '';
  return redactUrl(found.slice(0, found.length - tail.length)) + tail;
}

function cut(text: string, max: number, more: boolean): string {
  if (text.length <= max && !more) {
    return text;
  }
  return (
    text
      .slice(0, Math.max(0, max - 1))
      .toWellFormed()
      .replaceAll('\ufffd', '') + '…'
  );
}
