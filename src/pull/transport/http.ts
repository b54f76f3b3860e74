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
}

/** A request as it goes over the wire. */
export interface Prepared {
  method: 'GET' | 'POST';
  url: URL;
  data: string | undefined;
  headers: Record<string, string>;
}

/** Throws `OutboundBlocked` for what is no address. */
export function prepare({ method, url, query, json, form, headers }: HttpRequest): Prepared {
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
