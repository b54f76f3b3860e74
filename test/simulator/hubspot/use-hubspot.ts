import { afterAll, beforeAll } from '@jest/globals';
import { type HubSpot, type HubSpotOptions, startHubSpot } from '../../../simulator/hubspot/server.ts';

export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

export interface Asked {
  token?: string | null;
  json?: unknown;
  form?: Record<string, string>;
}

/** A running simulator for one test file, asked over HTTP as any client would; `hubspot()` is there once the tests run. */
export function useHubSpot(options: HubSpotOptions) {
  let running: HubSpot;
  beforeAll(async () => {
    running = await startHubSpot(options);
  });
  afterAll(() => running.close());

  /** The token of the first world, unless told; `null` sends none. */
  async function ask(
    path: string,
    { token = Object.values(running.tokens)[0], json, form }: Asked = {},
  ): Promise<Answer> {
    const response = await fetch(running.url + path, {
      method: json === undefined && form === undefined ? 'GET' : 'POST',
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(form !== undefined && { body: new URLSearchParams(form) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
  return { ask, hubspot: () => running };
}
