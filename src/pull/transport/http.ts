import { OutboundBlocked } from '../../kit/errors.ts';
import type { Json } from '../../model/json.ts';

export interface HttpRequest {
  method: 'GET' | 'POST';
  /** Absolute, without a query. */
  url: string;
  /** A list repeats its name; `undefined` is left out. */
  query?: Record<string, string | number | boolean | readonly string[] | undefined>;
  json?: Json;
  form?: Record<string, string>;
  headers?: Record<string, string>;
  /**
   * How a success is read: parsed as JSON unless told; `json-bytes` for JSON that is too large to be parsed whole, `bytes`
   * for anything. Of both `body` is undefined and `bytes` is set.
   */
  answer?: 'json' | 'json-bytes' | 'bytes';
  /** The rate limit it counts against, `burst` unless told. */
  bucket?: string;
  signal?: AbortSignal;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** `undefined` when there is none, or when a refusal is no JSON. */
  body: Json | undefined;
  /** The first 2 kB, for errors. */
  text: string;
  /** Of a success whose request asked for them. */
  bytes?: Buffer;
}

/** A request as it goes over the wire. */
export interface Prepared {
  method: 'GET' | 'POST';
  url: URL;
  data: string | undefined;
  headers: Record<string, string>;
  answer: NonNullable<HttpRequest['answer']>;
}

/** Throws `OutboundBlocked` for what is no address. */
export function prepare({ method, url, query, json, form, headers, answer = 'json' }: HttpRequest): Prepared {
  if (!URL.canParse(url)) {
    // The parser's own error would repeat the address, and what is in its query.
    throw new OutboundBlocked('this address', 'it cannot be read');
  }
  const address = new URL(url);
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of [value ?? []].flat()) {
      address.searchParams.append(name, String(one));
    }
  }
  const type = json !== undefined ? 'application/json' : form && 'application/x-www-form-urlencoded';
  return {
    method,
    url: address,
    answer,
    data: json !== undefined ? JSON.stringify(json) : form && new URLSearchParams(form).toString(),
    headers: {
      accept: 'application/json',
      'accept-encoding': 'gzip, br',
      'user-agent': 'crm-ai-inventory',
      ...(type && { 'content-type': type }),
      ...headers,
    },
  };
}
