/** What a call of the card comes to in a scenario. */
export type Reply =
  | { json: unknown; status?: number }
  /** As HubSpot passes on a service that did not answer with a 2xx. */
  | { wrapped: number; status?: number }
  | { text: string }
  | { throws: string }
  | 'never';

/** By the last part of the path; a list is used up one by one, and its last one stays. */
export type Replies = Partial<Record<string, Reply | Reply[]>>;

export interface Call {
  path: string;
  method: string;
  query: Record<string, string>;
  body: unknown;
}

interface Options {
  method?: string;
  body?: unknown;
}

/** Stands for `hubspot.fetch`: answers from the scenario and keeps what it was asked. */
export function fakeService(replies: Replies) {
  const calls: Call[] = [];
  const fetch = (address: string | URL, { method = 'GET', body }: Options = {}): Promise<Response> => {
    const url = new URL(address);
    const path = url.pathname.split('/').at(-1) ?? '';
    const before = calls.filter((call) => call.path === path && call.method === method).length;
    calls.push({ path, method, query: Object.fromEntries(url.searchParams), body });
    return responseTo(replyFor(replies[method === 'PUT' ? `put ${path}` : path], before), url);
  };
  return { fetch, calls };
}

function replyFor(reply: Reply | Reply[] | undefined, before: number): Reply {
  const found = Array.isArray(reply) ? reply[Math.min(before, reply.length - 1)] : reply;
  return found ?? { throws: 'No such answer in this scenario.' };
}

function responseTo(reply: Reply, url: URL): Promise<Response> {
  if (reply === 'never') {
    return new Promise(() => undefined);
  }
  if ('throws' in reply) {
    return Promise.reject(new Error(reply.throws));
  }
  if ('text' in reply) {
    return Promise.resolve(new Response(reply.text));
  }
  return Promise.resolve(
    'json' in reply
      ? Response.json(reply.json, { status: reply.status ?? 200 })
      : Response.json(wrapped(reply.wrapped, url), { status: reply.status ?? 200 }),
  );
}

function wrapped(status: number, url: URL) {
  return {
    status: 'error',
    message: 'Error returned from Request Uri',
    category: 'BAD_GATEWAY',
    errors: [{ message: `Unacceptable HTTP status ${status} calling ${url.href}` }],
    context: { appServerStatusCode: [String(status)] },
  };
}
