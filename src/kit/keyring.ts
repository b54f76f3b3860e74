import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ConfigError, SecretUnreadable } from './errors.ts';

export interface SecretKey {
  id: string;
  /** 32 bytes. */
  bytes: Buffer;
}

/** What a secret is bound to: moved to another tenant or used for something else, it does not open. */
export interface Purpose {
  tenant: string;
  purpose: string;
}

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^v1\.([\w-]+)\.([\w-]+)\.([\w-]+)$/;
const KEY = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=)$/;

/** Seals and opens secrets: `v1.<key id>.<iv>.<tag and ciphertext>`, AES-256-GCM. No error and no log names a secret. */
export class Keyring {
  readonly #keys: ReadonlyMap<string, Buffer>;
  /** The key that seals. */
  readonly current: string;

  constructor(keys: readonly SecretKey[]) {
    const [first] = keys;
    if (!first) {
      throw new ConfigError(['SECRET_KEYS holds no key.']);
    }
    this.#keys = new Map(keys.map(({ id, bytes }) => [id, bytes]));
    this.current = first.id;
  }

  seal(secret: string, purpose: Purpose): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key(this.current), iv);
    cipher.setAAD(bound(this.current, purpose));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    const body = Buffer.concat([cipher.getAuthTag(), text]);
    return [VERSION, this.current, iv.toString('base64url'), body.toString('base64url')].join('.');
  }

  open(sealed: string, purpose: Purpose): string {
    const { id, iv, body } = partsOf(sealed);
    const key = this.#key(id);
    try {
      const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(bound(id, purpose));
      decipher.setAuthTag(body.subarray(0, TAG_BYTES));
      return decipher.update(body.subarray(TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new SecretUnreadable('it was changed, or belongs to another tenant, purpose or key of that name');
    }
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (!key) {
      throw new SecretUnreadable(`it was sealed with the key “${id}”, which SECRET_KEYS does not hold`);
    }
    return key;
  }
}

/** `id:base64,…`; the first seals, all open. */
export function secretKeysIn(text: string): SecretKey[] {
  const { keys, faults } = parseSecretKeys(text);
  if (faults.length > 0) {
    throw new ConfigError(faults.map((fault) => `SECRET_KEYS: ${fault}`));
  }
  return keys;
}

/** Faults are told by position, so that no key gets into a message. */
export function parseSecretKeys(text: string): { keys: SecretKey[]; faults: string[] } {
  const faults: string[] = [];
  const keys = new Map<string, SecretKey>();
  for (const [index, item] of text.split(',').entries()) {
    const [, id, base64] = KEY.exec(item.trim()) ?? [];
    if (id === undefined || base64 === undefined) {
      faults.push(`item ${index + 1} is not id:base64 of 32 bytes.`);
    } else if (keys.has(id)) {
      faults.push(`item ${index + 1} has the id of an earlier one.`);
    } else {
      keys.set(id, { id, bytes: Buffer.from(base64, 'base64') });
    }
  }
  return { keys: [...keys.values()], faults };
}

export function newSecretKey(): SecretKey {
  return { id: `k${randomBytes(4).toString('hex')}`, bytes: randomBytes(32) };
}

export function textOf(keys: readonly SecretKey[]): string {
  return keys.map(({ id, bytes }) => `${id}:${bytes.toString('base64')}`).join(',');
}

function partsOf(sealed: string): { id: string; iv: Buffer; body: Buffer } {
  const [, id = '', iv, body] = SEALED.exec(sealed) ?? [];
  const parts = { id, iv: exactly(iv), body: exactly(body) };
  if (parts.iv.length !== IV_BYTES || parts.body.length < TAG_BYTES) {
    throw new SecretUnreadable('it is not in the form of a sealed secret');
  }
  return parts;
}

/** The last letter of base64url has bits that decoding drops: only the one spelling counts. */
function exactly(text = ''): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : Buffer.alloc(0);
}

function bound(id: string, { tenant, purpose }: Purpose): Buffer {
  return Buffer.from(JSON.stringify([VERSION, id, tenant, purpose]));
}
