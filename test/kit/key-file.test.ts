import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from '../../src/kit/errors.ts';
import { KEY_FILE, keysIn, writeKeys } from '../../src/kit/key-file.ts';
import { newSecretKey } from '../../src/kit/keyring.ts';

describe('src/kit/key-file', () => {
  let home: string;
  let dir: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'ai-inventory-keys-'));
    dir = join(home, 'data');
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it('makes one key, for this user only, and finds it again', () => {
    const made = keysIn(dir);

    expect(made).toHaveLength(1);
    expect(keysIn(dir)).toEqual(made);
    expect(statSync(join(dir, KEY_FILE)).mode & 0o777).toBe(0o600);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(readdirSync(dir)).toEqual([KEY_FILE]);
  });

  it('makes another key for another directory', () => {
    expect(keysIn(dir)[0]?.bytes).not.toEqual(keysIn(join(home, 'other'))[0]?.bytes);
  });

  it('replaces the keys as a whole', () => {
    const keys = [newSecretKey(), ...keysIn(dir)];

    writeKeys(dir, keys);

    expect(keysIn(dir)).toEqual(keys);
    expect(statSync(join(dir, KEY_FILE)).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir)).toEqual([KEY_FILE]);
  });

  it.each([0o640, 0o604, 0o644])('refuses a file that others may read (%o)', (mode) => {
    keysIn(dir);
    chmodSync(join(dir, KEY_FILE), mode);

    expect(() => keysIn(dir)).toThrow(/chmod 600/);
  });

  it('says what is wrong without what is in it', () => {
    keysIn(dir);
    writeFileSync(join(dir, KEY_FILE), 'a-secret-that-is-no-key');

    expect(() => keysIn(dir)).toThrow(ConfigError);
    expect(() => keysIn(dir)).not.toThrow(/a-secret/);
    expect(readFileSync(join(dir, KEY_FILE), 'utf8')).toContain('a-secret');
    expect(() => keysIn(join(dir, KEY_FILE, 'below'))).toThrow(/cannot be read or made/);
  });
});
