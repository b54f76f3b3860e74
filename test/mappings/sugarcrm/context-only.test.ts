import { describe, expect, it } from '@jest/globals';
import { adminPanel, cspHost, route, server } from '../../../mappings/sugarcrm/context-only.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Mapping } from '../../../src/normalise/mapping.ts';
import { contributed } from '../../support/build.ts';

const assetsOf = ({ from }: Mapping, ids: readonly string[], payload: JsonObject = {}) =>
  ids.map((externalId) => ({ crm: from.crm, stream: '', kind: from.kind, externalId, payload }));
const hints = (mapping: Mapping, ids: readonly string[], payload: JsonObject = {}) =>
  Object.fromEntries(contributed(mapping, assetsOf(mapping, ids, payload)).hints);

describe('mappings/sugarcrm/context-only', () => {
  it('learns which instance this is', () => {
    expect(contributed(server, assetsOf(server, ['crm.example.com'])).account.id).toBe('crm.example.com');
  });

  it.each([
    ['api.openai.com', ['api.openai.com']],
    ['https://api.openai.com/v1', ['api.openai.com/v1']],
    ['*.openai.azure.com', ['*.openai.azure.com']],
    ['api.openai.com.example.net', undefined],
    ['fonts.googleapis.com', undefined],
    ['hooks.zapier.com', undefined],
    ['*', undefined],
  ])('takes %s in the content policy for a hint: %j', (host, found) => {
    expect(hints(cspHost, [host])['sugar-csp-host']).toEqual(found);
  });

  it.each([
    ['AI Assistant', ['AI Assistant']],
    ['ChatGPT settings', ['ChatGPT settings']],
    ['Main settings', undefined],
    ['No AI here', undefined],
    ['Regole ai clienti', undefined],
  ])('takes the admin panel “%s” for a hint: %j', (label, found) => {
    expect(hints(adminPanel, ['p'], { label })['sugar-package']).toEqual(found);
  });

  it('takes the page of our own package for none', () => {
    const link = 'javascript:void(parent.SUGAR.App.router.navigate("Home/layout/aiinv", {trigger: true}));';
    expect(hints(adminPanel, ['p'], { label: 'AI features of this instance', link })).toEqual({});
  });

  it.each([
    ['/ai/score', ['/ai/score']],
    ['/openAiSync', ['/openAiSync']],
    ['/maintain/airline', undefined],
  ])('takes the route %s for a hint: %j', (path, found) => {
    expect(hints(route, ['r'], { path })['sugar-package']).toEqual(found);
  });

  it('keeps each hint once, short, and not without end', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `/ai/${index}/${'x'.repeat(500)}`);
    const found = hints(route, [...ids, ...ids])['sugar-package'] ?? [];
    expect(found).toHaveLength(10);
    expect(Math.max(...found.map((text) => text.length))).toBe(100);
    expect(hints(route, ['/ai', '/ai'])).toEqual({ 'sugar-package': ['/ai'] });
  });

  it('says nothing where the vendor is silent', () => {
    expect([adminPanel, cspHost, route].map((mapping) => hints(mapping, ['x']))).toEqual([{}, {}, {}]);
  });
});
