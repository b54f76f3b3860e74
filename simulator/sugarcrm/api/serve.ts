import type { Request, Response as Reply } from 'express';
import { transfer, type TransferFault } from '../../shared/transfer.ts';
import type { Simulation } from '../simulation.ts';
import { dispatch } from './dispatch.ts';
import type { Failure } from './faults.ts';
import { labelOf } from './label.ts';
import type { Answer, Route } from './route.ts';

/** One HTTP request, from the guard in front of the instance to the last byte. */
export function serve(simulation: Simulation, routes: () => readonly Route[]) {
  return async (request: Request, response: Reply): Promise<void> => {
    const { meter, faultPlan } = simulation;
    const { pathname } = new URL(request.originalUrl, 'http://localhost');
    meter.started(`${request.method} ${labelOf(pathname)}`, simulation.now());
    response.once('close', () => meter.ended());
    const isLetIn = simulation.throttle?.lets(request.socket.remoteAddress ?? '', simulation.now()) ?? true;
    const same = `${request.originalUrl} ${String(request.body)}`;
    const trouble = isLetIn ? faultPlan.next(pathname, same) : { failure: 'reset' as const };
    if (trouble.failure === 'reset') {
      request.socket.destroy();
      return;
    }
    const answer = trouble.failure
      ? failureOf(trouble.failure)
      : dispatch(simulation, routes(), {
          method: request.method,
          url: request.originalUrl,
          headers: headersOf(request),
          body: await bodyOf(request),
          quirk: trouble.quirk,
        });
    meter.answered(answer.status);
    const held = faultPlan.faults.latencyMs + waitOf(simulation, pathname);
    if (held > 0) await simulation.wait(held);
    await send(response, answer, trouble.transfer, faultPlan.faults.slowMs);
  };
}

function waitOf(simulation: Simulation, pathname: string): number {
  if (simulation.hasSentMetadata || !/\/metadata$/.test(pathname)) return 0;
  simulation.hasSentMetadata = true;
  return simulation.faultPlan.faults.slowMetadataMs;
}

async function send(response: Reply, answer: Answer, fault: TransferFault | undefined, slowMs: number) {
  response.status(answer.status);
  response.setHeader('content-type', answer.raw?.type ?? 'application/json');
  response.setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.status === 304) {
    response.end();
    return;
  }
  await transfer(response, Buffer.from(answer.raw?.text ?? JSON.stringify(answer.body)), fault, slowMs);
}

function failureOf(failure: Exclude<Failure, 'reset'>): Answer {
  switch (failure) {
    case 'http500':
      return { status: 500, body: { error: 'fatal_error', error_message: 'Your request failed to complete.' } };
    case 'http503':
      return { status: 503, body: { error: 'service_unavailable', error_message: 'Service is unavailable.' } };
    case 'http502':
      return htmlOf(502, 'Bad Gateway');
    case 'http504':
      return htmlOf(504, 'Gateway Time-out');
  }
}

function htmlOf(status: number, title: string): Answer {
  const text = `<html>\n<head><title>${status} ${title}</title></head>\n<body><h1>${status} ${title}</h1></body>\n</html>\n`;
  return { status, raw: { type: 'text/html', text } };
}

function headersOf(request: Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}

/** A form, with files as bytes, or JSON whatever its type says; nothing when it is neither. */
async function bodyOf(request: Request): Promise<unknown> {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return undefined;
  if (request.is('multipart/form-data')) return formOf(bytes, request.header('content-type') ?? '');
  const text = bytes.toString();
  if (request.is('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function formOf(bytes: Buffer, type: string): Promise<unknown> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const fields = [...form].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : await value.bytes(),
    ]);
    return Object.fromEntries(await Promise.all(fields));
  } catch {
    return undefined;
  }
}
