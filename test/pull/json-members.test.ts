import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWhole, membersOf, parseMember } from '../../src/pull/json-members.ts';

const read = (text: string) => {
  const bytes = Buffer.from(text);
  return [...membersOf(bytes)].map((member) => [member.key, parseMember(bytes, member)]);
};

describe('pull/json-members', () => {
  it.each<[string, string, unknown[]]>([
    [
      'an object',
      ' { "a" : 1 , "b":{"c":[1,"}"]},"d":null } ',
      [
        ['a', 1],
        ['b', { c: [1, '}'] }],
        ['d', null],
      ],
    ],
    [
      'a list, as PHP numbers it',
      '["x",{"y":2}]',
      [
        ['0', 'x'],
        ['1', { y: 2 }],
      ],
    ],
    ['nothing', '[]', []],
    [
      'escapes in keys and values',
      '{"a\\"b":"\\\\","ü":"\\\\\\"}"}',
      [
        ['a"b', '\\'],
        ['ü', '\\"}'],
      ],
    ],
    ['a byte order mark', '\uFEFF{"a":true}', [['a', true]]],
    ['a bare word', 'true', []],
  ])('finds the members of %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each(['{"a":1', '{"a"', '{"a":"x', '{"a":[1,2', '{"a" 1}', '{a:1}', '{"a":1 "b":2}', '{'])(
    'refuses %s',
    (text) => {
      expect(() => read(text)).toThrow(SyntaxError);
    },
  );

  it('agrees with JSON.parse on every object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const plain = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
        expect(read(JSON.stringify(object, null, 1))).toEqual(Object.entries(plain));
      }),
    );
  });

  it('tells what is whole from any beginning of it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (object, at) => {
        const bytes = Buffer.from(JSON.stringify(object));
        expect(isWhole(bytes)).toBe(true);
        expect(isWhole(bytes.subarray(0, at % bytes.length))).toBe(false);
      }),
    );
  });
});
