import type { App } from '../app.ts';
import { UsageError } from '../kit/errors.ts';
import { SYSTEM } from '../model/audit.ts';
import { EVERY_TENANT, type Role } from '../model/principal.ts';
import { EXIT } from './run.ts';
import { tenantOf } from './stored.ts';
import { plain } from './terminal.ts';

const DAY_MS = 86_400_000;

export async function createToken(
  app: App,
  { role, tenant, name, expires }: { role: Role; tenant?: string; name: string; expires?: number },
): Promise<number> {
  const scope = await scopeOf(app, tenant);
  const expiresAt = expires === undefined ? undefined : new Date(app.now().getTime() + expires * DAY_MS);
  const wanted = { tenant: scope, role, name, ...(expiresAt && { expiresAt }) };
  const { id, token } = await app.store.tokens.create(wanted, SYSTEM);
  const until = expiresAt ? `until ${expiresAt.toISOString()}` : 'until it is revoked';
  process.stderr.write(`Token ${id} (${role}, ${scope === EVERY_TENANT ? 'all accounts' : scope}) works ${until}:\n`);
  process.stdout.write(`${token}\n`);
  return EXIT.complete;
}

export async function listTokens(app: App, { tenant }: { tenant?: string }): Promise<number> {
  const tokens = await app.store.tokens.list(await scopeOf(app, tenant));
  for (const { id, role, name, createdAt, expiresAt, lastUsedAt, revokedAt } of tokens) {
    const end = revokedAt ? `revoked ${revokedAt}` : `expires ${expiresAt ?? 'never'}`;
    process.stdout.write(
      `${id}  ${role}  ${plain(name, 100)}  made ${createdAt}  ${end}  last used ${lastUsedAt ?? 'never'}\n`,
    );
  }
  return EXIT.complete;
}

export async function revokeToken(app: App, id: string): Promise<number> {
  if (!(await app.store.tokens.revoke(id, SYSTEM))) {
    throw new UsageError('There is no token with this id that works.', 'ai-inventory token list shows their ids.');
  }
  process.stderr.write('The token no longer works.\n');
  return EXIT.complete;
}

async function scopeOf(app: App, tenant: string | undefined): Promise<string> {
  return tenant === undefined ? EVERY_TENANT : (await tenantOf(app, tenant)).id;
}
