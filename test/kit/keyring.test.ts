import { describe, expect, it } from '@jest/globals';
import { ConfigError, SecretUnreadable } from '../../src/kit/errors.ts';
import { Keyring, newSecretKey, parseSecretKeys, secretKeysIn, textOf } from '../../src/kit/keyring.ts';

const SECRET = 'pat-eu1-Grün-規模-0123456789';
const mine = { tenant: 'hubspot-1', purpose: 'credentials' };
const key = (id: string, byte: number) => ({ id, bytes: Buffer.alloc(32, byte) });
const [first, second] = [key('a', 1), key('b', 2)];

function refusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('src/kit/keyring', () => {
  it.each([SECRET, '', 'x'.repeat(100_000), '{"a":"\\u0000"}'])('opens what it sealed: %.30s', (secret) => {
    const keyring = new Keyring([first]);

    expect(keyring.open(keyring.seal(secret, mine), mine)).toBe(secret);
  });

  it('seals the same secret differently each time, and shows nothing of it', () => {
    const keyring = new Keyring([first]);
    const sealed = Array.from({ length: 50 }, () => keyring.seal(SECRET, mine));

    expect(new Set(sealed).size).toBe(50);
    expect(sealed.every((text) => /^v1\.a\.[\w-]{16}\.[\w-]+$/.test(text))).toBe(true);
    expect(Buffer.from(sealed[0]!.split('.')[3]!, 'base64url').includes('pat-eu1')).toBe(false);
  });

  it('opens nothing in which one bit was changed, wherever it is', () => {
    const keyring = new Keyring([first]);
    const sealed = keyring.seal(SECRET, mine);
    const flipped = [...Buffer.from(sealed)].flatMap((byte, at) =>
      Array.from({ length: 8 }, (_bit, bit) => {
        const copy = Buffer.from(sealed);
        copy[at] = byte ^ (1 << bit);
        return copy.toString('latin1');
      }),
    );

    expect(flipped.length).toBeGreaterThan(500);
    const opened = flipped.filter((text) => !(refusal(() => keyring.open(text, mine)) instanceof SecretUnreadable));
    expect(opened).toEqual([]);
  });

  it.each([
    ['another tenant', { ...mine, tenant: 'hubspot-2' }],
    ['another purpose', { ...mine, purpose: 'webhook' }],
    ['a shift between the two', { tenant: 'hubspot-1credentials', purpose: '' }],
  ])('opens nothing for %s', (_case, purpose) => {
    const keyring = new Keyring([first]);

    expect(refusal(() => keyring.open(keyring.seal(SECRET, mine), purpose))).toBeInstanceOf(SecretUnreadable);
  });

  it.each(['', 'v1', 'v1.a', 'v2.a.b.c', 'v1.a.AAAA.AAAA', SECRET, 'v1.a..', `v1.a.${'A'.repeat(16)}.AAAA`])(
    'refuses what is not sealed, without repeating it: %s',
    (text) => {
      const error = refusal(() => new Keyring([first]).open(text, mine));

      expect(error).toBeInstanceOf(SecretUnreadable);
      expect(String((error as Error).stack)).not.toContain('pat-eu1');
    },
  );

  describe('with several keys', () => {
    it('seals with the first and opens with all', () => {
      const old = new Keyring([first]).seal(SECRET, mine);
      const rotated = new Keyring([second, first]);

      expect(rotated.open(old, mine)).toBe(SECRET);
      const fresh = rotated.seal(SECRET, mine);
      expect(new Keyring([second]).open(fresh, mine)).toBe(SECRET);
    });

    it('names the key that is missing, and no key', () => {
      const sealed = new Keyring([first]).seal(SECRET, mine);
      const error = refusal(() => new Keyring([second]).open(sealed, mine)) as SecretUnreadable;

      expect(error.message).toContain('“a”');
      expect(`${error.stack}${JSON.stringify(error)}`).not.toContain(second.bytes.toString('base64').slice(0, 10));
    });

    it('does not open with another key of the same name', () => {
      const sealed = new Keyring([first]).seal(SECRET, mine);

      expect(refusal(() => new Keyring([{ ...second, id: 'a' }]).open(sealed, mine))).toBeInstanceOf(SecretUnreadable);
    });
  });

  describe('as text', () => {
    it('comes back as it was', () => {
      const keys = [newSecretKey(), newSecretKey()];

      expect(secretKeysIn(textOf(keys))).toEqual(keys);
      expect(secretKeysIn(` ${textOf(keys).replace(',', ' , ')} `)).toEqual(keys);
    });

    it.each([
      ['no id', first.bytes.toString('base64'), ['item 1 is not id:base64 of 32 bytes.']],
      ['too short', `a:${Buffer.alloc(31, 7).toString('base64')}`, ['item 1 is not id:base64 of 32 bytes.']],
      ['too long', `a:${Buffer.alloc(33, 7).toString('base64')}`, ['item 1 is not id:base64 of 32 bytes.']],
      ['the same id twice', textOf([first, key('a', 3)]), ['item 2 has the id of an earlier one.']],
      ['nothing', '', ['item 1 is not id:base64 of 32 bytes.']],
      [
        'two faults',
        `x,${textOf([first])},y`,
        ['item 1 is not id:base64 of 32 bytes.', 'item 3 is not id:base64 of 32 bytes.'],
      ],
    ])('says what is wrong, not with what: %s', (_case, text, faults) => {
      expect(parseSecretKeys(text).faults).toEqual(faults);
      const error = refusal(() => secretKeysIn(text));
      expect(error).toBeInstanceOf(ConfigError);
      expect(String(error)).not.toMatch(/[A-Za-z0-9+/]{20}/);
    });
  });

  it('refuses to be without a key', () => {
    expect(refusal(() => new Keyring([]))).toBeInstanceOf(ConfigError);
  });
});
