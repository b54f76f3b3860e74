import { describe, expect, it } from '@jest/globals';
import { loadKnowledge } from '../../src/knowledge/load.ts';

const knowledge = loadKnowledge();
const entries = knowledge.entries.filter(({ crm }) => crm === 'sugarcrm');

describe('knowledge/catalogue/sugarcrm', () => {
  it('has one entry a number, from 1 to 40', () => {
    expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('gives every AI a question, what it is and where that was read; what is none, its reason', () => {
    const bare = entries.filter(({ ai, question, facts, note }) =>
      ai === 'no' ? note === undefined : question === undefined || (ai === 'yes' && facts['technique'] === undefined),
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  it('tells every AI field by its module', () => {
    const fields = entries.flatMap(({ recognise }) => recognise.properties);
    expect(fields.filter(({ object }) => !/^[A-Z]/.test(object))).toEqual([]);
    expect(fields.length).toBeGreaterThan(90);
  });

  it.each([
    ['Leads', 'ai_conv_bin_accuracy', 'sugar-lead-conversion'],
    ['Opportunities', 'ai_opp_close_week_scores', 'sugar-close-week'],
    ['Calls', 'sentiment_score_agent_fourth_quarter', 'sugar-agent-sentiment'],
    ['Calls', 'sentiment_score_customer_string', 'sugar-customer-sentiment'],
    ['Contacts', 'market_interest_prediction_score', 'sugar-market-interest'],
    ['Accounts', 'hint_account_pic', 'sugar-hint'],
  ])('knows %s/%s', (module, name, id) => {
    expect(knowledge.byProperty(module, name)?.entry.id).toBe(id);
  });

  it.each([
    ['DISCOVER', 'sugar-discover'],
    ['MAPS', 'sugar-maps'],
    ['PREDICT_PREMIER', undefined],
    ['HINT', undefined],
  ])('lets the licence %s stand for %s', (key, id) => {
    expect(knowledge.byLicence(key)?.id).toBe(id);
  });

  it.each([
    ['Account Intelligence', 'sugar-account-intelligence'],
    ['account-intelligence', 'sugar-account-intelligence'],
    ['Artificial account', undefined],
    ['', undefined],
  ])('reads the app name “%s”', (name, id) => {
    expect(knowledge.byAppName(name)?.id).toBe(id);
  });

  it.each([
    ['chatgpt.com', '/g/abc', 'chatgpt'],
    ['huggingface.co', '/chat/x', 'hugging-chat'],
    ['huggingface.co', '/models', undefined],
    ['chatgpt.com.example', '/', undefined],
    ['api.openai.com', '/', undefined],
  ])('knows the page %s%s', (host, path, id) => {
    expect(knowledge.serviceBySite(host, path)?.id).toBe(id);
  });

  it('keeps pages and interfaces apart: a link to a page calls nothing', () => {
    expect(knowledge.serviceByHost('chatgpt.com', '/g/abc')).toBeUndefined();
  });
});
