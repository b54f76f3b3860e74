import type { Config } from './config.ts';
import { ConfigError } from './kit/errors.ts';
import { Keyring, newSecretKey, secretKeysIn } from './kit/keyring.ts';
import { keysIn } from './kit/key-file.ts';
import type { StorePlace } from './store/open-store.ts';

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
