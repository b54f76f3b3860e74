import { describe, expect, it } from '@jest/globals';
import { pushSummary } from '#connectors/sugarcrm/push-summary.ts';
import type { PushedSummary } from '#src/model/pushed-summary.ts';
import { failure, fault, signIn, sugarApi, testClient } from './support/sugar.ts';

const PATH = '/Administration/config/aiinv';
const summary: PushedSummary = { version: 1, state: 'disconnected', at: '2026-11-27T10:00:00Z', digest: 'd2' };

function holds(answer: object) {
  signIn();
  sugarApi().get(PATH).reply(200, answer);
}
function takes(status = 200, answer: object = { aiinv: true }) {
  sugarApi()
    .post(PATH, { aiinv_summary: { ...summary } })
    .reply(status, answer);
}

describe('connectors/sugarcrm/push-summary', () => {
  it.each([
    ['nothing yet', { aiinv: true }],
    ['an empty answer, as PHP writes it', []],
    ['another summary', { aiinv: true, aiinv_summary: { state: 'ready', digest: 'd1' } }],
    ['what is no summary', { aiinv: true, aiinv_summary: 'd2' }],
    ['one without a digest', { aiinv: true, aiinv_summary: { state: 'ready' } }],
  ])('writes it where Sugar holds %s', async (_, answer) => {
    holds(answer);
    takes();
    expect(await pushSummary(testClient(), summary)).toEqual({ held: false });
  });

  it('writes nothing where Sugar holds the same', async () => {
    holds({ aiinv: true, aiinv_summary: { ...summary, at: '2026-11-27T09:00:00Z' } });
    expect(await pushSummary(testClient(), summary)).toEqual({ held: true });
  });

  it('says so when the user may not', async () => {
    holds({ aiinv: true });
    takes(403, fault('not_authorized'));
    expect(await failure(pushSummary(testClient(), summary))).toMatchObject({ code: 'ACCESS_DENIED' });
  });

  it('says so when Sugar refuses it', async () => {
    holds({ aiinv: true });
    takes(413, fault('request_too_large'));
    expect(await failure(pushSummary(testClient(), summary))).toMatchObject({ code: 'REQUEST_REFUSED' });
  });
});
