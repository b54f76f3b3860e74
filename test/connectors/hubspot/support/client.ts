import { HubSpotClient } from '#connectors/hubspot/client.ts';
import type { HttpRequest, HttpResponse, Transport } from '#src/pull/transport/transport.ts';

/** One request, one answer: retries and limits are the transport's own tests. */
class PlainTransport implements Transport {
  requests = 0;

  async send({ method, url, query, json, signal }: HttpRequest): Promise<HttpResponse> {
    this.requests += 1;
    const address = new URL(url);
    for (const [name, value] of Object.entries(query ?? {})) {
      for (const one of [value ?? []].flat()) {
        address.searchParams.append(name, String(one));
      }
    }
    const response = await fetch(address, {
      method,
      headers: { authorization: 'Bearer pat-eu1-test', 'content-type': 'application/json' },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(signal && { signal }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: isJson ? JSON.parse(text) : undefined,
      text,
    };
  }

  close(): void {
    // Nothing is kept open.
  }
}

/** A client of the mocked API. */
export const testClient = () => new HubSpotClient(new PlainTransport(), 'https://api.hubapi.com');
