import { z } from 'zod';
import type { Json } from '../../src/model/json.ts';

const Context = z.looseObject({
  requiredGranularScopes: z.array(z.string()).optional().catch(undefined),
  // Older services use this name.
  requiredScopes: z.array(z.string()).optional().catch(undefined),
});

/** HubSpot's error body; a 429 carries `policyName` and no category, HTML and empty bodies carry nothing. */
const ErrorBody = z.object({
  message: z.string().optional().catch(undefined),
  category: z.string().optional().catch(undefined),
  policyName: z.string().optional().catch(undefined),
  context: Context.optional().catch(undefined),
  errors: z
    .array(z.object({ context: Context.optional().catch(undefined) }).catch({}))
    .optional()
    .catch(undefined),
});
type ErrorBody = z.infer<typeof ErrorBody>;

const SCOPE = /^[A-Za-z0-9._-]{1,100}$/;

export function readErrorBody(body: Json | undefined): ErrorBody {
  const read = ErrorBody.safeParse(body);
  return read.success ? read.data : {};
}

/** The scopes of which any one is enough, as the refusal names them; empty when it names none. */
export function scopesNamed(body: ErrorBody): string[] {
  const contexts = [body.context, ...(body.errors ?? []).map((error) => error.context)];
  const named = contexts.flatMap((context) => context?.requiredGranularScopes ?? context?.requiredScopes ?? []);
  return [...new Set(named)].filter((scope) => SCOPE.test(scope)).slice(0, 20);
}
