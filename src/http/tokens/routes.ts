import { z } from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { NotFound } from '../../kit/errors.ts';
import type { Actor } from '../../model/audit.ts';
import { EVERY_TENANT } from '../../model/principal.ts';
import type { ApiToken, NewToken as Wanted } from '../../store/api-tokens.ts';
import { actorOf } from '../actor.ts';
import { type Route, route } from '../route.ts';
import { ListTokens, MadeToken, NewToken, TokenPath, Tokens } from './schema.ts';

export interface TokenDesk {
  list(tenant: string): Promise<ApiToken[]>;
  create(wanted: Wanted, by: Actor): Promise<{ id: string; token: string }>;
  /** False when there is none with this id that works. */
  revoke(id: string, by: Actor): Promise<boolean>;
}

interface Deps {
  tokens: TokenDesk;
  isTenant(id: string): Promise<boolean>;
  clock: Clock;
}

const DAY_MS = 86_400_000;
const common = { access: 'manage', tag: 'Tokens' } as const;

/** Tokens for programs, as the command line makes them; for administrators of the whole install. */
export function tokenRoutes({ tokens, isTenant, clock }: Deps): Route[] {
  return [
    route(
      {
        ...common,
        method: 'get',
        path: '/tokens',
        summary: 'API tokens of the whole install or of one tenant, those that work no longer too',
        query: ListTokens,
        answer: Tokens,
      },
      async ({ query: { tenant } }) => ({ data: await tokens.list(tenant) }),
    ),
    route(
      {
        ...common,
        method: 'post',
        path: '/tokens',
        summary: 'Make a token; the answer is the only place that shows it',
        body: NewToken,
        answer: MadeToken,
        status: 201,
      },
      async ({ body: { expiresInDays, ...wanted }, principal }) => {
        if (wanted.tenant !== EVERY_TENANT && !(await isTenant(wanted.tenant))) {
          throw new NotFound('tenant');
        }
        const expires = expiresInDays !== undefined && { expiresAt: new Date(clock.now() + expiresInDays * DAY_MS) };
        return tokens.create({ ...wanted, ...expires }, actorOf(principal));
      },
    ),
    route(
      {
        ...common,
        method: 'delete',
        path: '/tokens/{tokenId}',
        summary: 'Revoke a token: it stops working at once',
        params: TokenPath,
        answer: z.undefined(),
        status: 204,
      },
      async ({ params: { tokenId }, principal }) => {
        if (!(await tokens.revoke(tokenId, actorOf(principal)))) {
          throw new NotFound('token');
        }
        return undefined;
      },
    ),
  ];
}
