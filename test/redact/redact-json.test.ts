import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../src/model/json.ts';
import { LEFT_OUT, redactJson } from '../../src/redact/redact-json.ts';

function nested(depth: number): Json {
  let json: Json = 'end';
  for (let level = 0; level < depth; level += 1) {
    json = level % 2 ? [json] : { a: json };
  }
  return json;
}

function depthOf(json: Json): number {
  let depth = 0;
  for (let at: Json | undefined = json; typeof at === 'object' && at !== null; depth += 1) {
    at = Array.isArray(at) ? at[0] : at.a;
  }
  return depth;
}

describe('src/redact/redact-json', () => {
  it.each<{ what: string; json: Json; expected: Json }>`
    what                       | json                                                                      | expected
    ${'texts'}                 | ${{ a: ['bob@example.com', 1, true, null] }}                              | ${{ a: ['[e-mail]', 1, true, null] }}
    ${'a bare text'}           | ${'key sk-abcdefghijklmnop'}                                              | ${'key [secret]'}
    ${'values by their key'}   | ${{ password: 'x', apiKey: 1, 'X-Api-Key': 'y' }}                         | ${{ password: '[secret]', apiKey: '[secret]', 'X-Api-Key': '[secret]' }}
    ${'what is below a key'}   | ${{ credentials: { user: 'bob', list: ['x'] } }}                          | ${{ credentials: { user: '[secret]', list: ['[secret]'] } }}
    ${'a header by its name'}  | ${[{ name: 'Authorization', value: 'abc' }]}                              | ${[{ name: 'Authorization', value: '[secret]' }]}
    ${'a static input'}        | ${{ name: 'token', value: { type: 'STATIC_VALUE', staticValue: 'abc' } }} | ${{ name: 'token', value: { type: 'STATIC_VALUE', staticValue: '[secret]' } }}
    ${'personal data in keys'} | ${{ 'bob@example.com': 1 }}                                               | ${{ '[e-mail]': 1 }}
  `('redacts $what', ({ json, expected }) => {
    expect(redactJson(json)).toEqual(expected);
  });

  it.each<{ what: string; json: Json }>`
    what                  | json
    ${'names of secrets'} | ${{ secretName: 'OPENAI_KEY', secretNames: ['A_B'], max_tokens: 5, tokens: ['x'] }}
    ${'CRM tokens'}       | ${{ propertyToken: 'fetched.x', token: '{{ contact.token }}', password: false, secret: null }}
    ${'structure'}        | ${{ name: 'token', value: { type: 'OBJECT_PROPERTY', propertyName: 'api_token' } }}
    ${'a property'}       | ${{ name: 'password', label: 'Password', fieldType: 'text' }}
  `('keeps $what', ({ json }) => {
    expect(redactJson(json)).toEqual(json);
  });

  it('drops what would change the prototype', () => {
    const redacted = redactJson(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'));

    expect(Object.getPrototypeOf(redacted)).toBe(Object.prototype);
    expect(Object.keys(redacted as object)).toEqual(['constructor']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each([50, 10_000, 100_000])('reads JSON %d deep', (depth) => {
    expect(depthOf(redactJson(nested(depth)))).toBe(Math.min(depth, 101));
  });

  it('bounds lists, texts and the whole, and says so', () => {
    expect(redactJson(['a', 'b', 'c'], { items: 2 })).toEqual(['a', 'b']);
    expect(redactJson({ a: 1, b: 2 }, { items: 1 })).toEqual({ a: 1 });
    expect(redactJson('abcdef', { text: 3 })).toBe('ab…');
    expect(redactJson(['a', ['b'], 'c'], { nodes: 3 })).toEqual(['a', [LEFT_OUT], LEFT_OUT]);
    expect(redactJson({ a: { b: { c: 1 } } }, { depth: 1 })).toEqual({ a: { b: LEFT_OUT } });
  });

  it('does not change what it is given', () => {
    const json = { a: [{ password: 'x' }] };

    redactJson(json);

    expect(json).toEqual({ a: [{ password: 'x' }] });
  });

  it('keeps numbers, booleans and the shape of any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: fc.constantFrom('a', 'b'), maxDepth: 5 }), (json) => {
        expect(redactJson(json as Json)).toEqual(json);
      }),
    );
  });

  it('never lets a planted secret through', () => {
    const secret = 'sk-plantedplantedplanted';
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
        const planted = JSON.parse(JSON.stringify({ json, secret }).replaceAll('""', `"${secret}"`)) as Json;
        expect(JSON.stringify(redactJson(planted))).not.toContain('plantedplanted');
      }),
    );
  });
});
