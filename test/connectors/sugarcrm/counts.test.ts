import { describe, expect, it } from '@jest/globals';
import { makeAiFields } from '../../../connectors/sugarcrm/ai-fields.ts';
import { countPath } from '../../../connectors/sugarcrm/counts.ts';
import { messages } from '../../../connectors/sugarcrm/messages.ts';
import { asUser, pull } from './support/instance.ts';
import { fault, sugarApi } from './support/sugar.ts';

const seen: string[] = [];

/** Answers every bundle, each count by its address. */
function withCounts(answer: (url: string) => { status: number; contents: unknown }) {
  let asked: { url: string; method: string }[] = [];
  seen.length = 0;
  sugarApi()
    .post('/bulk', ({ requests }) => {
      asked = requests ?? [];
      return asked.length > 0;
    })
    .reply(200, () =>
      asked.map(({ url, method }) => {
        seen.push(`${method} ${url}`);
        return { headers: {}, status_text: '', ...answer(url) };
      }),
    );
}
const count = (total: number) => ({ status: 200, contents: { record_count: total } });

describe('connectors/sugarcrm/counts', () => {
  it.each([
    [{ module: 'Leads', field: 'x', operator: '$not_empty' as const }, 'Leads/count?filter[0][x][$not_empty]='],
    [
      { module: 'Cases', field: 'source', operator: '$equals' as const, values: ['Chat & bot'] },
      'Cases/count?filter[0][source][$equals]=Chat%20%26%20bot',
    ],
    [
      { module: 'A', field: 'x', operator: '$in' as const, values: ['1', '2'] },
      'A/count?filter[0][x][$in][]=1&filter[0][x][$in][]=2',
    ],
  ])('asks for %j by %s', (wanted, path) => {
    expect(countPath(wanted)).toBe(path);
  });
});

describe('connectors/sugarcrm/ai-fields', () => {
  const field = (externalId: string, payload: object) => ({ kind: 'field', externalId, payload: payload as never });
  const aiFields = makeAiFields([
    { object: 'Leads', name: 'ai_conv_score_classification' },
    { object: 'Calls', name: 'sentiment_score_agent' },
    { object: 'Opportunities', name: 'ai_opp_won_score' },
    { object: 'Opportunities', name: 'ai_opp_close_week_scores' },
  ]);

  it('tells counted, not licensed, not available and not checkable apart', async () => {
    asUser();
    withCounts((url) =>
      url.includes('ai_conv')
        ? count(3)
        : url.includes('sentiment')
          ? { status: 403, contents: fault('not_authorized', 'Access for field x is not allowed') }
          : url.includes('won')
            ? { status: 422, contents: fault('invalid_parameter', 'Unknown field ai_opp_won_score') }
            : { status: 424, contents: fault('request_failure') },
    );
    const { assets, quarantined, refused } = await pull(aiFields);
    expect(assets.map(({ externalId, payload }) => [externalId, payload])).toEqual([
      ['Leads/ai_conv_score_classification', { state: 'counted', total: 3 }],
      ['Calls/sentiment_score_agent', { state: 'not-licensed' }],
      ['Opportunities/ai_opp_won_score', { state: 'not-available' }],
      ['Opportunities/ai_opp_close_week_scores', { state: 'not-checkable' }],
    ]);
    expect(quarantined.map(({ item }) => item)).toEqual(['Opportunities/ai_opp_close_week_scores']);
    expect(refused).toEqual([]);
  });

  it('takes a refusal for a gap where the user is no administrator, unless the licence is what lacks', async () => {
    const no = { read: 'no', license: 'no' };
    asUser({ type: 'user', acl: { Calls: { fields: { sentiment_score_agent: no } } } });
    withCounts(() => ({ status: 403, contents: fault('not_authorized') }));
    const { payload, refused } = await pull(aiFields);
    expect(payload('Calls/sentiment_score_agent')).toEqual({ state: 'not-licensed' });
    expect(payload('Leads/ai_conv_score_classification')).toEqual({ state: 'not-checkable' });
    expect(refused.map(({ what }) => what)).toEqual([
      'Leads/ai_conv_score_classification',
      'Opportunities/ai_opp_won_score',
      'Opportunities/ai_opp_close_week_scores',
      'records that this user may not see',
    ]);
    expect(refused.every(({ grant }) => grant === 'admin user')).toBe(true);
  });

  it('asks for numbers that are not null, and also for fields whose name speaks of a score', async () => {
    asUser();
    withCounts(() => count(0));
    const { assets } = await pull(aiFields, [
      field('Calls/sentiment_score_agent', { name: 'sentiment_score_agent', type: 'decimal' }),
      field('abc_X/fit_score_c', { name: 'fit_score_c', type: 'int', calculated: false }),
      field('abc_X/sum_score_c', { name: 'sum_score_c', type: 'int', calculated: true }),
      field('abc_X/maid_c', { name: 'maid_c', type: 'varchar' }),
    ]);
    expect(assets.map(({ externalId }) => externalId)).toContain('abc_X/fit_score_c');
    expect(assets).toHaveLength(5);
    expect(seen).toContain('GET /v11_23/Calls/count?filter[0][sentiment_score_agent][$not_null]=');
    expect(seen).toContain('GET /v11_23/Leads/count?filter[0][ai_conv_score_classification][$not_empty]=');
    expect(seen.every((call) => call.startsWith('GET '))).toBe(true);
  });

  it('counts certain values where only those are the AI’s', async () => {
    asUser();
    withCounts(() => count(1));
    await pull(makeAiFields([{ object: 'Cases', name: 'source', values: ['Chatbot'] }]));
    expect(seen).toEqual(['GET /v11_23/Cases/count?filter[0][source][$in][]=Chatbot']);
  });
});

describe('connectors/sugarcrm/messages', () => {
  it('counts the traces of conversations and reads nothing of them', async () => {
    asUser();
    withCounts((url) => (url.includes('DataPrivacy') ? { status: 404, contents: fault('no_method') } : count(4)));
    const { payload, assets, refused } = await pull(messages);
    expect(payload('Messages/channel_type=Chat')).toEqual({
      module: 'Messages',
      what: 'channel_type=Chat',
      state: 'counted',
      total: 4,
    });
    expect(payload('Cases/source=Chatbot')).toMatchObject({ state: 'counted' });
    expect(payload('DataPrivacy/type=Object to Processing')).toMatchObject({ state: 'not-available' });
    expect(seen).toContain('GET /v11_23/Messages/count?filter[0][channel_type][$equals]=Chat');
    expect(assets).toHaveLength(seen.length);
    expect(refused).toEqual([]);
  });

  it('is a gap, and no zero, when nothing answers', async () => {
    asUser({ type: 'user' });
    withCounts(() => ({ status: 200, contents: [] }));
    const { assets, quarantined, refused } = await pull(messages);
    expect(assets.every(({ payload }) => payload['state'] === 'not-checkable')).toBe(true);
    expect(quarantined).toHaveLength(assets.length);
    expect(refused).toHaveLength(1);
  });
});
