import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './errors.ts';
import { newSecretKey, type SecretKey, secretKeysIn, textOf } from './keyring.ts';

export const KEY_FILE = 'secret-keys';

/** The keys in `dir`, in a file that only this user may read; made when there is none. */
export function keysIn(dir: string): SecretKey[] {
  const path = join(dir, KEY_FILE);
  try {
    return read(path) ?? make(dir, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw error instanceof ConfigError
      ? error
      : new ConfigError([`DATA_DIR: ${path} cannot be read or made (${code ?? 'unknown reason'}).`]);
  }
}

/** A crash leaves the old file or the new one, whole. */
export function writeKeys(dir: string, keys: readonly SecretKey[]): void {
  renameSync(written(dir, keys), join(dir, KEY_FILE));
}

function read(path: string): SecretKey[] | undefined {
  let text: string;
  try {
    // Windows has no such modes.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      throw new ConfigError([`DATA_DIR: others may read ${path}; take that right away: chmod 600 ${path}`]);
    }
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
  return secretKeysIn(text.trim());
}

function make(dir: string, path: string): SecretKey[] {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const draft = written(dir, [newSecretKey()]);
  try {
    // Fails if another process was faster; its key is then the one.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return read(path) ?? [];
}

function written(dir: string, keys: readonly SecretKey[]): string {
  const draft = join(dir, `${KEY_FILE}.${process.pid}`);
  rmSync(draft, { force: true });
  writeFileSync(draft, `${textOf(keys)}\n`, { mode: 0o600, flag: 'wx' });
  return draft;
}
