import { isRandom } from './is-random.ts';
import { maskPersonal } from './personal-shapes.ts';
import { maskSecrets, SECRET } from './secret-shapes.ts';

export const UNREADABLE = '[unreadable address]';

const MAX_PATH = 500;
const PLACEHOLDER = /\{\{[^{}]{0,200}\}\}|\$?\{[\w.]{0,100}\}/g;
// A placeholder may hold `?`, `/` or `@`: while the address is read, one private-use character stands for each.
const HELD = /[\ue000-\ue0ff]/g;
const FIRST = 0xe000;
const HOST = /^(?:\[[0-9a-f:.]{2,45}\]|[\p{L}\p{N}_*\ue000-\ue0ff-]+(?:\.[\p{L}\p{N}_*\ue000-\ue0ff-]+)*\.?)$/iu;

/** Hosts whose paths hold the secret that lets anybody call the hook. */
const RELAY =
  /(?:^|\.)(?:zapier\.com|make\.com|integromat\.com|hooks\.slack\.com|discord(?:app)?\.com|webhook\.office\.com|logic\.azure\.com|pipedream\.(?:net|com)|webhook\.site|n8n\.cloud|ifttt\.com|workato\.com|tray\.io|pabbly\.com|integrately\.com|script\.google\.com|api\.telegram\.org|power(?:automate|platform)\.com)$/i;
/** Words of the paths of such hooks, which are no secrets. */
const HOOK_WORD =
  /^(?:hooks?|webhooks?|webhookb2|incomingwebhook|catch|standard|silent|services|api|rest|v\d{1,2}|workflows?|sendwebhookdata|triggers?|manual|paths|invoke|run|with|key|json|macros|s|exec|dev|interactions|send[A-Z]\w{0,30}|chat|test|webhook-test|)$/i;
const HOOK = /^(?:hooks?|webhooks?|webhookb2|webhook-test)$/i;

/**
 * `scheme://host[:port]/path`: user info, query and fragment are dropped, ids of webhooks and segments that look like
 * secrets are masked; `{{placeholders}}` stay. What is no address gives `[unreadable address]`.
 */
export function redactUrl(url: string): string {
  const held: string[] = [];
  const marked = url
    .slice(0, 16_384)
    .toWellFormed()
    .replace(/[\t\n\r\0\ue000-\ue0ff]/g, '')
    .replace(PLACEHOLDER, (all) => hold(all, held))
    .trim();
  const parts = /^(?:([a-z][a-z0-9+.-]{0,20}):\/\/)?([^/\\?#]*)([^?#]*)/i.exec(marked);
  const authority = parts?.[2]?.slice(parts[2].lastIndexOf('@') + 1) ?? '';
  const [, host = authority, port = ''] = /^(.*?)(:\d{1,5})?$/.exec(authority) ?? [];
  const scheme = parts?.[1];
  if (!HOST.test(host) || (!scheme && !host.includes('.'))) {
    return UNREADABLE;
  }
  const address = (scheme ? `${scheme.toLowerCase()}://` : '') + host.toLowerCase() + port;
  return restore(address + redactPath(host, parts?.[3] ?? ''), held);
}

/** The path of an address with ids of webhooks and segments that look like secrets masked. */
export function redactPath(host: string, path: string): string {
  const relay = RELAY.test(host) || /^(?:hooks?|webhooks?)\./i.test(host);
  const segments = path.replaceAll('\\', '/').split('/');
  const hook = segments.findIndex((segment) => HOOK.test(segment));
  const masked = segments.map((segment, index) => {
    const isId = relay ? !HOOK_WORD.test(segment) : hook >= 0 && index > hook && /\d|[a-z][A-Z]/.test(segment);
    return segment.replace(HELD, '') !== '' && (isId || looksSecret(segment)) ? SECRET : maskPersonal(segment);
  });
  const joined = masked.join('/');
  return joined.length > MAX_PATH ? `${joined.slice(0, MAX_PATH - 1).toWellFormed()}…` : joined;
}

function looksSecret(segment: string): boolean {
  return segment.length > 200 || (segment.length >= 24 && isRandom(segment)) || maskSecrets(segment) !== segment;
}

function hold(placeholder: string, held: string[]): string {
  return held.length > 0xff ? '' : String.fromCharCode(FIRST + held.push(placeholder) - 1);
}

function restore(text: string, held: readonly string[]): string {
  return text.replace(HELD, (sign) => maskPersonal(maskSecrets(held[sign.charCodeAt(0) - FIRST] ?? '')));
}
