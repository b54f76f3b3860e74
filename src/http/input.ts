import type { Request } from 'express';
import { z } from 'zod';
import { InvalidInput } from '../kit/errors.ts';

const Nothing = z.strictObject({});
const MOST = 20;

interface Schemas {
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
}

/** The parts of a request by their schemas; throws `InvalidInput` with the faults of all parts. */
export function inputOf({ params, query, body }: Schemas, req: Request) {
  const { lang: _lang, ...asked } = req.query;
  const parts = {
    params: (params ?? z.looseObject({})).safeParse(req.params),
    query: (query ?? Nothing).safeParse(asked),
    // A body that nobody asked for is refused, like a name that nobody knows.
    body: body ? body.safeParse(req.body ?? {}) : Nothing.optional().safeParse(req.body),
  };
  const faults = Object.entries(parts).flatMap(([part, { error }]) =>
    (error?.issues ?? []).map(({ path, message }) => ({
      at: [part, ...path].join('.').slice(0, 200),
      fault: message.slice(0, 300),
    })),
  );
  if (faults.length > 0) {
    throw new InvalidInput(faults.slice(0, MOST));
  }
  return { params: parts.params.data, query: parts.query.data, body: parts.body.data };
}
