import { describe, expect, it } from '@jest/globals';
import { reply, serve, testTransport } from './support/server.ts';

describe('src/pull/transport/transport', () => {
  it('smoke', async () => {
    const server = await serve((request, response) => reply(response, 200, { url: request.url }, { 'x-Trace': 'a' }));
    const transport = testTransport();
    const response = await transport.send({
      method: 'GET',
      url: `${server.url}/a`,
      query: { q: ['a b', 'c'], n: 1, u: undefined },
    });
    expect(response).toMatchObject({ status: 200, body: { url: '/a?q=a+b&q=c&n=1' } });
    expect(transport.requests).toBe(1);
    transport.close();
    await server.close();
  });
});
