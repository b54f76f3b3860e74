import type { Portal } from '../portal/portal.ts';

/** What a page may have wrong with it, although it arrives: see faults.ts. */
export type PageQuirk = 'repeat-cursor' | 'empty-page';

export interface ApiRequest {
  portal: Portal;
  origin: string;
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  quirk: PageQuirk | undefined;
}

export interface Answer {
  status: number;
  body: unknown;
}

export interface Route {
  method: 'GET' | 'POST';
  /** The v3/v4 path and its dated twins: one handler serves them all. */
  paths: readonly string[];
  /** Any one is enough; absent: every token may. */
  scopes?: readonly string[] | ((request: ApiRequest) => readonly string[]);
  /** Counted against the search limit instead of the burst limit, and sent without rate headers. */
  search?: boolean;
  /** May throw a `Refusal`. */
  answer(request: ApiRequest): Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export function param(request: ApiRequest, name: string): string {
  return request.params[name] ?? '';
}
