import type { Json, JsonObject } from '#src/model/json.ts';
import type { HttpRequest, HttpResponse, Transport } from '#src/pull/transport/transport.ts';
import { endpoints, type Endpoint } from '../endpoints.ts';
import type { Recordings } from './recordings.ts';

type EndpointName = keyof typeof endpoints;

interface Route {
  name: EndpointName;
  method: string;
  path: RegExp;
}

const ROUTES: readonly Route[] = (Object.entries(endpoints) as [EndpointName, Endpoint][]).flatMap(([name, endpoint]) =>
  endpoint.paths.map((path) => ({
    name,
    method: endpoint.method,
    path: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`),
  })),
);

/**
 * Answers HubSpot's requests from imported files, so that an imported thing passes through the very stream that a pulled
 * one does. A listing of which no file tells is empty where its stream has others, and not found where its path names
 * an object type.
 */
export class FileTransport implements Transport {
  /** Nothing is sent. */
  readonly requests = 0;
  readonly #recordings: Recordings;

  constructor(recordings: Recordings) {
    this.#recordings = recordings;
  }

  send(request: HttpRequest): Promise<HttpResponse> {
    const body = this.#answer(request);
    return Promise.resolve(
      body === undefined
        ? { status: 404, headers: {}, body: { category: 'OBJECT_NOT_FOUND' }, text: '' }
        : { status: 200, headers: {}, body, text: '' },
    );
  }

  close(): void {
    // Nothing is open.
  }

  #answer(request: HttpRequest): Json | undefined {
    const { pathname } = new URL(request.url);
    for (const { name, method, path } of ROUTES) {
      const match = method === request.method ? path.exec(pathname) : null;
      if (match) {
        return this.#ask(name, decodeURIComponent(match[1] ?? ''), request);
      }
    }
    return undefined;
  }

  #ask(name: EndpointName, param: string, request: HttpRequest): Json | undefined {
    const recorded = this.#recordings;
    switch (name) {
      case 'account':
        return recorded.items(name)?.[0];
      case 'flow':
        return recorded.item('flows', param);
      case 'flowsBatch':
        return { results: idsIn(request).flatMap((id) => recorded.item('flows', id) ?? []) };
      case 'leadScore':
        return recorded.item('leadScores', param);
      case 'list': {
        const list = recorded.item('listSearch', param);
        return list && { list };
      }
      case 'listSearch':
        return listPage(recorded.items(name) ?? [], request);
      case 'properties':
      case 'pipelines':
        return page(recorded.items(name, param), request);
      case 'messages':
        return page(recorded.items(name, param) ?? [], request);
      case 'threads':
      case 'channelAccounts':
        return page(
          (recorded.items(name) ?? []).filter((one) => isAskedFor(one, request)),
          request,
        );
      case 'search':
      case 'objects':
      case 'actor':
        return undefined;
      case 'actorsBatch':
        return { results: [] };
      default:
        return page(recorded.items(name) ?? [], request);
    }
  }
}

function page(items: readonly JsonObject[] | undefined, { query, json }: HttpRequest): Json | undefined {
  if (!items) {
    return undefined;
  }
  const limit = numberOf(query?.['limit'] ?? field(json, 'limit')) || items.length;
  const start = numberOf(query?.['after'] ?? field(json, 'after'));
  const end = start + limit;
  return {
    results: items.slice(start, end),
    total: items.length,
    ...(end < items.length && { paging: { next: { after: String(end) } } }),
  };
}

/** Segments page in a way of their own. */
function listPage(items: readonly JsonObject[], { json }: HttpRequest): Json {
  const start = numberOf(field(json, 'offset'));
  const end = start + (numberOf(field(json, 'count')) || items.length);
  return {
    lists: items.slice(start, end),
    offset: Math.min(end, items.length),
    hasMore: end < items.length,
    total: items.length,
  };
}

/** A field of a request's body, where the body is an object. */
function field(json: Json | undefined, name: string): Json | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json[name] : undefined;
}

function numberOf(value: unknown): number {
  const number = Number(Array.isArray(value) ? value[0] : (value ?? 0));
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}

function idsIn({ json }: HttpRequest): string[] {
  const inputs = field(json, 'inputs');
  return (Array.isArray(inputs) ? inputs : []).flatMap((input) =>
    typeof input === 'object' && input !== null && 'flowId' in input ? [String(input.flowId)] : [],
  );
}

/** The filters of conversations; an exported file is old, so the dates in a request do not count. */
function isAskedFor(item: JsonObject, { query }: HttpRequest): boolean {
  return ['inboxId', 'channelId'].every((key) => {
    const wanted = [query?.[key] ?? []].flat().map(String);
    return wanted.length === 0 || !(key in item) || wanted.includes(String(item[key]));
  });
}
