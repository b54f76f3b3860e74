import { z } from 'zod';
import type { Json } from '../../src/model/json.ts';

const ErrorBody = z.object({
  error: z.string().optional().catch(undefined),
  error_message: z.string().optional().catch(undefined),
});

/** Sugar's error body: a label that programs read and a sentence in the user's language. Web pages carry neither. */
export function readErrorBody(body: Json | undefined): { label?: string; message?: string } {
  const read = ErrorBody.safeParse(body);
  const { error, error_message } = read.success ? read.data : {};
  return {
    ...(error !== undefined && { label: error }),
    ...(error_message !== undefined && { message: error_message }),
  };
}
