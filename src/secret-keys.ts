import type { Config } from './config.ts';
import { ConfigError } from './kit/errors.ts';
import { Keyring, newSecretKey, secretKeysIn } from './kit/keyring.ts';
import { keysIn, writeKeys } from './kit/key-file.ts';
import type { StorePlace } from './store/open-store.ts';
import type { Rotated } from './store/rotate-secrets.ts';
import type { Store } from './store/store.ts';

/** The keys of this install, looked for when a secret is first sealed or opened: a single scan needs none. */
export function keyringOf({ SECRET_KEYS }: Pick<Config, 'SECRET_KEYS'>, place: StorePlace): () => Keyring {
  let keyring: Keyring | undefined;
  return () => (keyring ??= SECRET_KEYS === undefined ? stored(place) : new Keyring(secretKeysIn(SECRET_KEYS)));
}

function stored(place: StorePlace): Keyring {
  if ('memory' in place) {
    return new Keyring([newSecretKey()]);
  }
  if ('dataDir' in place) {
    return new Keyring(keysIn(place.dataDir));
  }
  throw new ConfigError([
    'SECRET_KEYS is not set: with DATABASE_URL the keys that seal secrets must be given. Make one: echo "k1:$(openssl rand -base64 32)"',
  ]);
}

/**
 * Seals every stored secret with the first key. Keys of ours in DATA_DIR get a new one first, and lose the old ones when
 * nothing needs them any more; keys in SECRET_KEYS are the administrator's to change.
 */
export async function rotateKeys(
  { SECRET_KEYS }: Pick<Config, 'SECRET_KEYS'>,
  place: StorePlace,
  store: Pick<Store, 'rotateSecrets'>,
): Promise<Rotated & { needless: string[] }> {
  if (SECRET_KEYS !== undefined || !('dataDir' in place)) {
    const rotated = await store.rotateSecrets();
    const others = secretKeysIn(SECRET_KEYS ?? '').filter(({ id }) => id !== rotated.key);
    return { ...rotated, needless: rotated.unreadable.length > 0 ? [] : others.map(({ id }) => id) };
  }
  const keys = [newSecretKey(), ...keysIn(place.dataDir)];
  writeKeys(place.dataDir, keys);
  const rotated = await store.rotateSecrets();
  if (rotated.unreadable.length === 0) {
    writeKeys(place.dataDir, keys.slice(0, 1));
  }
  return { ...rotated, needless: [] };
}
