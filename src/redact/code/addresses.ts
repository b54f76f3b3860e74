import { redactUrl, UNREADABLE } from '../redact-url.ts';
import { HOLE } from './string-functions.ts';

export interface Address {
  host: string;
  path: string;
}

const WHOLE = /^\s*(?:https?|wss?):\/\/\S+\s*$/i;
const INSIDE = /\b(?:https?|wss?):\/\/[^\s"'<>`\\|)]+/gi;
const BARE = /^[\w{}*-]+(?:\.[\w{}-]+)+(?::\d{1,5})?(?:\/|$)/;

/** The addresses in a string; `sentence` when they stand in a longer text. */
export function addressesIn(value: string): { addresses: Address[]; sentence: boolean } {
  if (!/:\/\//.test(value)) {
    return { addresses: [], sentence: false };
  }
  const whole = WHOLE.test(value);
  const found = whole
    ? [value.trim()]
    : (value.match(INSIDE) ?? []).slice(0, 20).map((url) => url.replace(/(?<![.,;:!?])[.,;:!?]+$/, ''));
  return { addresses: found.flatMap(toAddress), sentence: !whole };
}

/** A host given as an option, with or without scheme and path. */
export function hostAddress(value: string, path: string): Address[] {
  const { addresses } = addressesIn(value);
  if (addresses.length > 0) {
    return addresses.map((address) => ({ ...address, path: address.path || path }));
  }
  const shown = value.replaceAll(HOLE, '{}');
  return BARE.test(shown) ? toAddress(`https://${value}${path}`) : [];
}

function toAddress(url: string): Address[] {
  const redacted = redactUrl(withPath(url).replaceAll(HOLE, '{}'));
  const [, host = '', path = ''] = /^\w+:\/\/([^/]*?)(?::\d{1,5})?(\/.*)?$/.exec(redacted) ?? [];
  return redacted !== UNREADABLE && namesHost(host) ? [{ host, path }] : [];
}

/** What is put right behind a full host name is its path: `https://api.openai.com{}`. */
function withPath(url: string): string {
  return url.replace(/^(\s*\w+:\/\/[^/?#]*\.\w{2,}(?::\d+)?)\0/, '$1/\0');
}

/** A host whose owner is shown: the last two labels are, or it is a name of the local network. */
function namesHost(host: string): boolean {
  const labels = host.split('.');
  return labels.length === 1
    ? /^(?:localhost|\[.*\])$/.test(host)
    : !labels.slice(-2).some((label) => label === '' || label.includes('{}'));
}
