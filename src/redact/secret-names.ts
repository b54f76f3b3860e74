import type { Json } from '../model/json.ts';

const NAMES = new Set([
  'auth',
  'authkey',
  'authorization',
  'proxyauthorization',
  'bearer',
  'cookie',
  'setcookie',
  'credential',
  'credentials',
  'hapikey',
  'jwt',
  'passwd',
  'passphrase',
  'pwd',
  'sessionid',
  'token',
]);
// `secretName`, `tokens` and HubSpot's `propertyToken` name no secret: the ending decides, and `token` only after these.
const ENDING =
  /(?:password|secret|secretkey|privatekey|signingkey|encryptionkey|apikey|accesskey|accountkey|subscriptionkey|(?:access|refresh|id|auth|bearer|session|security|api|bot|csrf)token)$/;

/** Does a key or header name say that its value is a secret? */
export function namesSecret(name: Json | undefined): boolean {
  if (typeof name !== 'string' || name.length > 100) {
    return false;
  }
  const plain = name.toLowerCase().replace(/[^a-z]/g, '');
  return NAMES.has(plain) || ENDING.test(plain);
}
