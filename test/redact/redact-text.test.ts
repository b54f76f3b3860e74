import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactText } from '../../src/redact/redact-text.ts';

describe('src/redact/redact-text', () => {
  it.each<{ what: string; text: string; expected: string }>`
    what                        | text                                                                       | expected
    ${'an OpenAI key'}          | ${'use sk-abcdefghijklmnop now'}                                           | ${'use [secret] now'}
    ${'an OpenAI project key'}  | ${'sk-proj-a_b-c'}                                                         | ${'[secret]'}
    ${'an Anthropic key'}       | ${'key sk-ant-api03-abc_DEF.'}                                             | ${'key [secret].'}
    ${'a HubSpot token'}        | ${'pat-eu1-12345678-90ab-cdef-1234-567890abcdef'}                          | ${'[secret]'}
    ${'a Slack token'}          | ${'xoxb-123456789-abcdef'}                                                 | ${'[secret]'}
    ${'an AWS key id'}          | ${'AKIAIOSFODNN7EXAMPLE'}                                                  | ${'[secret]'}
    ${'a Google key'}           | ${'AIzaSyA-1234567890abcdef'}                                              | ${'[secret]'}
    ${'a GitHub token'}         | ${'ghp_abcdefABCDEF1234567890'}                                            | ${'[secret]'}
    ${'a JWT'}                  | ${'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_def'}                         | ${'[secret]'}
    ${'a bearer value'}         | ${'Authorization: Bearer abcdef'}                                          | ${'Authorization: Bearer [secret]'}
    ${'a basic value'}          | ${'send Basic dXNlcjpwYXNz='}                                              | ${'send Basic [secret]'}
    ${'a value by its name'}    | ${'api_key=abc&x=1 token=t; key=k'}                                        | ${'api_key=[secret]&x=1 token=[secret]; key=[secret]'}
    ${'a camel-case name'}      | ${'openaiApiKey: "abc def"'}                                               | ${'openaiApiKey: "[secret]"'}
    ${'a quoted value in JSON'} | ${'{"password":"a b c","x":"y"}'}                                          | ${'{"password":"[secret]","x":"y"}'}
    ${'JSON inside a string'}   | ${'{\\"secret\\":\\"a b\\"}'}                                              | ${'{\\"secret\\":\\"[secret]\\"}'}
    ${'a quote in a value'}     | ${'password="it\'s mine"'}                                                 | ${'password="[secret]"'}
    ${'a password in a phrase'} | ${'Password of the old archive: hunter'}                                   | ${'Password of the old archive: [secret]'}
    ${'a password in Russian'}  | ${'Пароль: hunter'}                                                        | ${'Пароль: [secret]'}
    ${'a password in French'}   | ${'mot de passe = hunter'}                                                 | ${'mot de passe = [secret]'}
    ${'a password after colon'} | ${'password: hunter'}                                                      | ${'password: [secret]'}
    ${'a PEM block'}            | ${'-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- x'} | ${'[secret] x'}
    ${'an open PEM block'}      | ${'a -----BEGIN PRIVATE KEY-----\nabc'}                                    | ${'a [secret]'}
    ${'a connection string'}    | ${'postgres://bob:pw@db.example.com:5432/crm?ssl=1'}                       | ${'postgres://db.example.com:5432/crm'}
    ${'a run drawn by chance'}  | ${'a9f8b7c6d5e4f3a2b1c0d9e8'}                                              | ${'[secret]'}
    ${'an AWS secret'}          | ${'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}                              | ${'[secret]'}
    ${'an e-mail address'}      | ${"write to jürgen.o'neil+x@müller.example.com!"}                          | ${'write to [e-mail]!'}
    ${'an encoded address'}     | ${'john%40doe.com'}                                                        | ${'[e-mail]'}
    ${'international phones'}   | ${'+49 171 1234567, +1 (555) 123-4567, 0033612345678'}                     | ${'[phone], [phone], [phone]'}
    ${'national phones'}        | ${'0171-1234567 / (555) 123-4567 / 06 12 34 56 78 / 030/1234567'}          | ${'[phone] / [phone] / [phone] / [phone]'}
    ${'an IBAN'}                | ${'DE89 3704 0044 0532 0130 00 and GB82WEST12345698765432'}                | ${'[secret] and [secret]'}
    ${'query and user info'}    | ${'see https://u:p@api.openai.com/v1/chat?key=1#x.'}                       | ${'see https://api.openai.com/v1/chat.'}
    ${'control characters'}     | ${'a\u0000b\u202ec\u0007d\ud800e\u200bf'}                                  | ${'abcdef'}
  `('removes $what', ({ text, expected }) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each<{ what: string; text: string }>`
    what                   | text
    ${'action ids'}        | ${'0-172351286 1-179507819 2-1234/score'}
    ${'flow ids'}          | ${'585051946 113782603056 1717777628101'}
    ${'UUIDs'}             | ${'2f5cc7f8-d359-4e9c-a770-dd42ea07d217'}
    ${'property names'}    | ${'hs_predictivecontactscore_v2 hs_predicted_amount_in_home_currency p147_candidate'}
    ${'model names'}       | ${'gpt-4o-mini-transcribe-2025-12-15 claude-3-5-sonnet-20241022 meta-llama/Llama-3.3-70B-Instruct-Turbo'}
    ${'model paths'}       | ${'accounts/fireworks/models/llama-v3p1-70b-instruct'}
    ${'hosts'}             | ${'api.openai.com my-resource.openai.azure.com'}
    ${'dates'}             | ${'2024-06-07T17:27:08.101Z 07.06.2024 01/2024 05.12.2024 10:30'}
    ${'tokens of the CRM'} | ${'Hello {{ contact.firstname }}, {{contact.hs_email_optout_survey_reason}}'}
    ${'a named token'}     | ${'token={{contact.api_token}} key=${KEY} secret=<your secret>'}
    ${'token limits'}      | ${'max_tokens=500, tokens: 12'}
    ${'prose'}             | ${'Basic customer information. The bearer token: the one you got. Turkey: Istanbul'}
    ${'long words'}        | ${'Rechtsschutzversicherungsgesellschaften und Donaudampfschifffahrtsgesellschaftskapitän'}
    ${'camel-case paths'}  | ${'actionTypeId/actionTypeVersion/fields'}
    ${'package names'}     | ${'@anthropic-ai/sdk openai@4.20.1'}
    ${'names of secrets'}  | ${'OPENAI_API_KEY secretName'}
    ${'other scripts'}     | ${'日本語のテキスト العربية 👩‍👩‍👧'}
    ${'an order number'}   | ${'AI24 HOUR CARE TEAM'}
    ${'words with a dash'} | ${'risk-assessment task-management sk-learn'}
  `('keeps $what', ({ text }) => {
    expect(redactText(text)).toBe(text);
  });

  it('marks each only once', () => {
    const once = redactText('Bearer abcdefgh, key=abc, bob@example.com, sk-abcdefghijkl');

    expect(redactText(once)).toBe(once);
  });

  it('cuts to the length asked for, never inside a character', () => {
    expect(redactText('abcdef', 4)).toBe('abc…');
    expect(redactText('ab😀def', 4)).toBe('ab…');
    expect(redactText('x'.repeat(70_000)).length).toBeLessThanOrEqual(2000);
  });

  it('reads the first 64 kB and never half a secret at their end', () => {
    const secret = 'sk-proj-abcdefghijklmnopqrstuvwxyz';
    const text = `${'word '.repeat(13_100)}${'x'.repeat(26)} ${secret}`;

    expect(redactText(text, 100_000)).not.toContain('sk-');
  });

  it.each([
    '_',
    'a',
    'https://',
    'a@',
    '+1 ',
    '-----BEGIN A-----',
    'key=',
    '"token":"',
    '0171 ',
    '{{',
    'DE12 ',
    'eyJ',
    'b.',
    '[secret]',
  ])('reads a long run of %j', (part) => {
    expect(redactText(part.repeat(40_000), 50).length).toBeLessThanOrEqual(50);
  });

  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const random = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 32, maxLength: 64 });
  const shapes = fc.oneof(
    random.map((value) => `sk-${value}`),
    random.map((value) => `xoxb-${value}`),
    random.map((value) => `password=${value}`),
    random.map((value) => `Bearer ${value}`),
    random.map((value) => `https://a.example.com/x?token=${value}`),
    random.map((value) => `https://user:${value}@a.example.com/`),
  );

  it('never lets a planted secret through', () => {
    fc.assert(
      fc.property(fc.string(), shapes, fc.string(), (before, secret, after) => {
        const value = /[A-Za-z0-9]{32,}/.exec(secret)?.[0] ?? secret;
        expect(redactText(`${before} ${secret} ${after}`, 10_000)).not.toContain(value);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const redacted = redactText(text);
        expect(redacted.isWellFormed()).toBe(true);
        expect(redacted.length).toBeLessThanOrEqual(2000);
      }),
    );
  });
});
