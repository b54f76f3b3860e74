import type { App } from '../app.ts';
import { type Config, placeOf } from '../config.ts';
import { rotateKeys } from '../secret-keys.ts';
import { EXIT } from './run.ts';

/** Names keys by their ids only. */
export async function rotate(app: App, config: Config): Promise<number> {
  const { key, secrets, unreadable, needless } = await rotateKeys(config, placeOf(config), app.store);
  process.stdout.write(`${secrets} secrets are now sealed with the key ${key}.\n`);
  if (needless.length > 0) {
    process.stdout.write(`Nothing needs these any more; take them out of SECRET_KEYS: ${needless.join(', ')}\n`);
  }
  if (unreadable.length === 0) {
    return EXIT.complete;
  }
  process.stderr.write(
    `Secrets that no key at hand opens, left as they are: ${unreadable.join(', ')}\n` +
      'Put their key back and run this again, or connect these accounts again. No key was taken away.\n',
  );
  return EXIT.failed;
}
