import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Reply } from '#plugins/hubspot/harness/fake-service.ts';
import { ask } from '#plugins/hubspot/src/app/shared/ask.ts';
import { readSaved } from '#plugins/hubspot/src/app/shared/read-answer.ts';
import { answerWith } from './support/card.tsx';

const saved = { ok: true, answer: { state: 'saved' } };

describe('hubspot/shared/ask', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<[string, Reply, string]>([
    ['a call that HubSpot ended', { throws: 'Request timed out after 8000ms' }, 'timeout'],
    ['no connection', { throws: 'Failed to fetch' }, 'down'],
    ['an error that names the status', { throws: 'Unacceptable HTTP status 401 calling https://x' }, 'refused'],
    ['a 500, wrapped', { wrapped: 500 }, 'down'],
    ['a 500, wrapped, not as a 200', { wrapped: 500, status: 502 }, 'down'],
    ['a 401, wrapped: replayed or stale', { wrapped: 401 }, 'refused'],
    ['a 403, wrapped', { wrapped: 403, status: 400 }, 'refused'],
    ['a 429, wrapped', { wrapped: 429 }, 'busy'],
    ['a 504, wrapped', { wrapped: 504 }, 'timeout'],
    ['HubSpot’s own 429', { json: { status: 'error', errorType: 'RATE_LIMIT' }, status: 429 }, 'busy'],
    ['wrapped without the status', { json: { status: 'error', category: 'BAD_GATEWAY' } }, 'down'],
    [
      'wrapped with the status in the sentence alone',
      { json: { category: 'BAD_GATEWAY', errors: [{ message: 'Unacceptable HTTP status 401 calling https://x' }] } },
      'refused',
    ],
    ['an address HubSpot does not permit', { json: { category: 'VALIDATION_ERROR' }, status: 400 }, 'setup'],
    ['a page instead of JSON', { text: '<html>Bad gateway</html>' }, 'down'],
    ['a list', { json: [] }, 'down'],
    ['no state', { json: { features: [] } }, 'down'],
    ['a good body with a bad status', { json: { state: 'saved' }, status: 500 }, 'down'],
  ])('%s', async (_, reply, fault) => {
    answerWith({ features: reply });

    expect(await ask('features', readSaved)).toEqual({ ok: false, fault });
  });

  it('does not take a state it does not know for an answer', async () => {
    answerWith({ features: { json: { state: 'something new' } } });

    expect(await ask('features', () => undefined)).toEqual({ ok: false, fault: 'down' });
  });

  it('ends when HubSpot’s fetch does not, a second after the time it was given', async () => {
    jest.useFakeTimers();
    answerWith({ features: 'never' });
    const asked = ask('features', readSaved, { timeoutMs: 5_000 });
    let ended = false;
    void asked.then(() => (ended = true));

    await jest.advanceTimersByTimeAsync(5_999);
    expect(ended).toBe(false);
    await jest.advanceTimersByTimeAsync(1);

    expect(await asked).toEqual({ ok: false, fault: 'timeout' });
  });

  it('leaves no clock running', async () => {
    jest.useFakeTimers();
    answerWith({ features: { json: { state: 'saved' } } });

    expect(await ask('features', readSaved)).toEqual(saved);

    expect(jest.getTimerCount()).toBe(0);
  });

  it('sends method, body and query, and no header: HubSpot would refuse the call', async () => {
    const options: unknown[] = [];
    Object.assign(globalThis, {
      hsFetch: (url: string, given: object) => {
        options.push(url, given);
        return Promise.resolve(Response.json({ state: 'saved' }));
      },
    });

    await ask('settings', readSaved, { method: 'PUT', body: { a: 1 }, query: { language: 'de', odd: 'a&b=c d' } });
    await ask('settings', readSaved);

    expect(options).toEqual([
      'https://ai-inventory.example.com/hubspot/card/settings?language=de&odd=a%26b%3Dc+d',
      { method: 'PUT', timeout: 8_000, body: { a: 1 } },
      'https://ai-inventory.example.com/hubspot/card/settings',
      { method: 'GET', timeout: 8_000 },
    ]);
  });
});
