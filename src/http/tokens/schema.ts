import { z } from 'zod';
import { EVERY_TENANT, ROLES } from '../../model/principal.ts';

const tenant = z.string().min(1).max(200).describe('The id of a tenant, or `*` for all that are there or will be');

export const TokenPath = z.object({ tokenId: z.string().min(1).max(100) });
export const ListTokens = z.strictObject({ tenant: tenant.default(EVERY_TENANT) });

export const NewToken = z
  .strictObject({
    tenant: tenant.default(EVERY_TENANT),
    role: z.enum(ROLES),
    name: z.string().trim().min(1).max(200).describe('What it is for'),
    expiresInDays: z.number().int().min(1).max(3_650).optional(),
  })
  .meta({ id: 'NewToken' });

export const MadeToken = z
  .object({ id: z.string(), token: z.string().describe('Shown this once; only a digest is kept') })
  .meta({ id: 'MadeToken' });

const Token = z
  .object({
    id: z.string(),
    tenant: z.string(),
    role: z.enum(ROLES),
    name: z.string(),
    createdAt: z.string(),
    expiresAt: z.string().optional(),
    lastUsedAt: z.string().optional(),
    revokedAt: z.string().optional(),
  })
  .meta({ id: 'Token' });
export const Tokens = z.object({ data: z.array(Token) }).meta({ id: 'Tokens' });
