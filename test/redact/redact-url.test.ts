import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactUrl } from '../../src/redact/redact-url.ts';

describe('src/redact/redact-url', () => {
  it.each<{ url: string; expected: string }>`
    url                                                                                         | expected
    ${'https://api.openai.com/v1/responses?key=1#x'}                                            | ${'https://api.openai.com/v1/responses'}
    ${' HTTPS://Bob:pw@Host.Example.com:8443/A/b '}                                             | ${'https://host.example.com:8443/A/b'}
    ${'https://a@b@host.example.com/x'}                                                         | ${'https://host.example.com/x'}
    ${'https://api.openai.com\\@evil.example.com/x'}                                            | ${'https://api.openai.com/@evil.example.com/x'}
    ${'https://{{custom.host}}/v1/{{ a|default("x?y/z@") }}/q?z'}                               | ${'https://{{custom.host}}/v1/{{ a|default("x?y/z@") }}/q'}
    ${'https://${resource}.openai.azure.com/openai'}                                            | ${'https://${resource}.openai.azure.com/openai'}
    ${'api.openai.com/v1'}                                                                      | ${'api.openai.com/v1'}
    ${'http://[::1]:80/x'}                                                                      | ${'http://[::1]:80/x'}
    ${'https://hooks.zapier.com/hooks/catch/123/abcdef/'}                                       | ${'https://hooks.zapier.com/hooks/catch/[secret]/[secret]/'}
    ${'https://hooks.slack.com/services/T0/B0/xyz'}                                             | ${'https://hooks.slack.com/services/[secret]/[secret]/[secret]'}
    ${'https://hook.eu1.make.com/abcdefg'}                                                      | ${'https://hook.eu1.make.com/[secret]'}
    ${'https://discord.com/api/webhooks/1/abc'}                                                 | ${'https://discord.com/api/webhooks/[secret]/[secret]'}
    ${'https://n8n.corp.example.com/webhook/2f5cc7f8-d359-4e9c-a770-dd42ea07d217'}              | ${'https://n8n.corp.example.com/webhook/[secret]'}
    ${'https://api.corp.example.com/webhooks/hubspot/candidate-scoring'}                        | ${'https://api.corp.example.com/webhooks/hubspot/candidate-scoring'}
    ${'https://prod-1.westeurope.logic.azure.com/workflows/ab/triggers/manual/paths/invoke'}    | ${'https://prod-1.westeurope.logic.azure.com/workflows/[secret]/triggers/manual/paths/invoke'}
    ${'https://x.example.com/u/john@doe.com/p'}                                                 | ${'https://x.example.com/u/[e-mail]/p'}
    ${'https://x.example.com/k/a9f8b7c6d5e4f3a2b1c0d9e8'}                                       | ${'https://x.example.com/k/[secret]'}
    ${'https://my-x.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=1'} | ${'https://my-x.openai.azure.com/openai/deployments/gpt-4o/chat/completions'}
    ${'https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-pro:generateContent'} | ${'https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-pro:generateContent'}
    ${'not a url'}                                                                              | ${'[unreadable address]'}
    ${'javascript:alert(1)'}                                                                    | ${'[unreadable address]'}
    ${'https:///x'}                                                                             | ${'[unreadable address]'}
    ${''}                                                                                       | ${'[unreadable address]'}
  `('makes $url into $expected', ({ url, expected }) => {
    expect(redactUrl(url)).toBe(expected);
  });

  it('bounds the path', () => {
    expect(redactUrl(`https://a.example.com/${'ab/'.repeat(10_000)}`).length).toBeLessThan(600);
  });

  it('masks a secret in a placeholder', () => {
    expect(redactUrl('https://a.example.com/{{ x|default("sk-abcdefghijklmnop") }}')).not.toContain('sk-abc');
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof redactUrl(`https://${text}`) === 'string'));
  });

  it('never keeps user info, query or fragment', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(redactUrl(url.replace('://', '://bob:hunter2planted@'))).not.toMatch(/hunter2planted|[?#]/);
      }),
    );
  });
});
