import { describe, expect, it } from '@jest/globals';
import type { StreamReport } from '../../src/model/coverage.ts';
import { field, inventoryOf, knowledge, type Seed } from '../mappings/sugarcrm/support.ts';

const STREAMS = [
  ...new Set(knowledge.entries.filter(({ crm }) => crm === 'sugarcrm').flatMap(({ streams }) => streams)),
];
const read = (except: readonly string[] = [], status: StreamReport['status'] = 'denied'): StreamReport[] =>
  STREAMS.map((stream) => ({ stream, status: except.includes(stream) ? status : 'complete', assets: 0 }));
const gaps = async (seeds: readonly Seed[], reports = read()) => {
  const { notVisible } = await inventoryOf(seeds, reports);
  return new Map(notVisible.map((gap) => [gap.catalogueId, gap]));
};

describe('normalise/not-visible of SugarCRM', () => {
  it('names what no API shows, and nothing of another CRM', async () => {
    const ids = [...(await gaps([])).keys()];
    expect(ids).toEqual([
      'sugar-account-intelligence',
      'sugar-record-summaries',
      'sugar-text-drafting',
      'sugar-sales-intelligence',
      'sugar-discover',
      'sugar-voice-bot',
      'sugar-integration-platform',
      'sugar-connect',
    ]);
  });

  it.each([
    ['ai-fields', 'denied', 'sugar-agent-sentiment', 'scope'],
    ['dashboards', 'failed', 'sugar-ai-page', 'scope'],
    ['packages', 'unavailable', 'sugar-package', 'edition'],
    ['chat', 'denied', 'sugar-portal-chatbot', 'scope'],
  ] as const)('names what %s would have shown, when %s', async (stream, status, entry, why) => {
    expect((await gaps([])).has(entry)).toBe(false);
    expect((await gaps([], read([stream], status))).get(entry)?.why).toBe(why);
  });

  it('asks about a field that is there and could not be counted', async () => {
    const found = await gaps(field('Calls/sentiment_score_agent', 'not-checkable'));
    expect(found.get('sugar-agent-sentiment')).toMatchObject({
      why: 'scope',
      question: expect.stringContaining('Calls/sentiment_score_agent') as unknown,
    });
    expect((await gaps(field('Calls/sentiment_score_agent', 0))).has('sugar-agent-sentiment')).toBe(false);
  });

  it('asks about a field of a module that may not be read at all', async () => {
    const refused: Seed = ['field-usage', 'Opportunities/ai_opp_conv_score_enum', { state: 'not-licensed' }];
    expect((await gaps([refused])).get('sugar-opportunity-conversion')?.why).toBe('scope');
    expect((await gaps([refused, ['licence', 'CURRENT']])).has('sugar-opportunity-conversion')).toBe(false);
  });

  it('asks nothing about a product whose licence is not held', async () => {
    const held = await gaps([['licence', 'CURRENT', { held: true }]]);
    expect(['sugar-discover', 'sugar-connect'].filter((id) => held.has(id))).toEqual([]);
    expect((await gaps([['licence', 'CONNECT', { held: true }]])).has('sugar-connect')).toBe(true);
  });

  it.each<[string, Seed, string, string]>([
    [
      'a host that is let through',
      ['csp-host', 'https://api.openai.com', { host: 'https://api.openai.com' }],
      'sugar-csp-host',
      'api.openai.com',
    ],
    [
      'a wildcard host',
      ['csp-host', '*.openai.azure.com', { host: '*.openai.azure.com' }],
      'sugar-csp-host',
      '*.openai.azure.com',
    ],
    [
      'a page that is let through',
      ['csp-host', 'chatgpt.com', { host: 'chatgpt.com' }],
      'sugar-csp-host',
      'chatgpt.com',
    ],
    [
      'a route of an extension',
      ['route', 'openai/complete', { path: 'openai/complete' }],
      'sugar-package',
      'openai/complete',
    ],
    ['a settings page', ['admin-panel', '#acme-gpt', { label: 'ACME GPT' }], 'sugar-package', 'ACME GPT'],
  ])('asks about %s', async (_title, seed, entry, words) => {
    expect((await gaps([seed])).get(entry)?.question).toContain(`Seen: ${words}.`);
  });

  it.each<[string, Seed]>([
    ['an ordinary host', ['csp-host', 'https://maps.example.com', { host: 'https://maps.example.com' }]],
    ['a lookalike host', ['csp-host', 'api.openai.com.example.net', { host: 'api.openai.com.example.net' }]],
    ['an ordinary route', ['route', 'air/freight', { path: 'air/freight' }]],
    ['an ordinary settings page', ['admin-panel', 'x', { label: 'Delivery' }]],
  ])('asks nothing about %s', async (_title, seed) => {
    const found = await gaps([seed]);
    expect([found.has('sugar-csp-host'), found.has('sugar-package')]).toEqual([false, false]);
  });
});
