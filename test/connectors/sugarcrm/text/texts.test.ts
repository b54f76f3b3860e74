import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeEntities, embeddedJson } from '#connectors/sugarcrm/text/embedded-json.ts';
import { headerNames } from '#connectors/sugarcrm/text/header-names.ts';
import { mergeTokens } from '#connectors/sugarcrm/text/merge-tokens.ts';
import { urlsIn } from '#connectors/sugarcrm/text/urls.ts';

describe('connectors/sugarcrm/text/embedded-json', () => {
  it.each<[string, unknown, unknown]>([
    ['plain', '[{"a":1}]', [{ a: 1 }]],
    ['entities', '[{&quot;a&quot;:&quot;x &amp; y&quot;}]', [{ a: 'x & y' }]],
    ['entities twice', '{&amp;quot;a&amp;quot;:1}', { a: 1 }],
    ['an entity inside a text', '{"a":"say &quot;hi&quot;"}', { a: 'say &quot;hi&quot;' }],
    ['no JSON', 'hello', undefined],
    ['broken JSON', '{"a":', undefined],
    ['a list already', [1], [1]],
  ])('reads %s', (_, value, expected) => {
    expect(embeddedJson(value)).toEqual(expected);
  });

  it('decodes numbers of characters, and leaves what is none', () => {
    expect(decodeEntities('&#39;&#x27;&#99999999;&copy;')).toBe("''&#99999999;&copy;");
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void [decodeEntities(text), embeddedJson(text)]));
  });
});

describe('connectors/sugarcrm/text/merge-tokens', () => {
  it('finds each field once, also through a link and in either tense', () => {
    const text = '{::Leads::name::}{::Leads::name::}{::future::Leads::status::}{::Leads::Accounts::industry::}{::x::}';
    expect(mergeTokens(text)).toEqual([
      { module: 'Leads', field: 'name' },
      { module: 'Leads', field: 'status' },
      { module: 'Accounts', field: 'industry' },
    ]);
  });
});

describe('connectors/sugarcrm/text/urls', () => {
  it.each([
    ['See https://api.openai.com/v1/chat. Or not', ['https://api.openai.com/v1/chat']],
    ['"https:\\/\\/x.example.com\\/a?key=secret"', ['https://x.example.com/a']],
    ['https://user:pw@x.example.com/', ['https://x.example.com/']],
    [
      'https://hooks.zapier.com/hooks/catch/123456/abcdef/',
      ['https://hooks.zapier.com/hooks/catch/[secret]/[secret]/'],
    ],
    ['https://x.example.com/{::Leads::id::}', ['https://x.example.com/{::Leads::id::}']],
    ['httpd and http', []],
  ])('%s', (text, expected) => {
    expect(urlsIn([text])).toEqual(expected);
  });
});

describe('connectors/sugarcrm/text/header-names', () => {
  it.each<[unknown, string[]]>([
    ['{"Authorization":"Bearer s3cr3t","X-Key":"v"}', ['Authorization', 'X-Key']],
    ['{&quot;Authorization&quot;:&quot;x&quot;}', ['Authorization']],
    [
      [{ name: 'X-A', value: 's3cr3t' }, { key: 'X-B' }, 'X-C: s3cr3t'],
      ['X-A', 'X-B', 'X-C'],
    ],
    ['X-A: s3cr3t\nX-B: t', ['X-A', 'X-B']],
    ['s3cr3t', []],
    [undefined, []],
  ])('%j', (raw, expected) => {
    expect(headerNames(raw)).toEqual(expected);
  });
});
