import { readConfig } from '../../../src/config.ts';
import { newSecretKey, textOf } from '../../../src/kit/keyring.ts';
import { type Log, silentLog } from '../../../src/kit/log.ts';
import type { Role } from '../../../src/model/principal.ts';
import { type Service, startService } from '../../../src/server.ts';
import { startPostgres } from '../../support/postgres.ts';

const SYSTEM = { kind: 'system', id: 'test', name: 'test' } as const;

export interface Client {
  (method: string, path: string, body?: unknown): Promise<{ status: number; body: any; headers: Headers }>; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** The whole program in one process, as `serve` starts it, on a database in memory and a free port. */
export async function startTestService(env: Record<string, string> = {}, log: Log = silentLog) {
  const settings = { PORT: '0', OUTBOUND_ALLOW: '127.0.0.1', ...env };
  const service = await startService('serve', readConfig(settings), {
    place: env['DATABASE_URL'] === undefined ? { memory: true } : { databaseUrl: env['DATABASE_URL'] },
    log,
    http: { requestsPerMinute: 1_000_000, checksAnswers: true },
  });
  const origin = `http://127.0.0.1:${service.port}`;

  /** Calls the interface with a token of this role. */
  async function as(role: Role, tenant = '*'): Promise<Client> {
    const { token } = await service.app.store.tokens.create({ tenant, role, name: role }, SYSTEM);
    return async (method, path, body) => {
      const answer = await fetch(origin + path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json');
      return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers };
    };
  }
  return { ...service, store: service.app.store, origin, as, close: () => service.close() };
}
/** Where it keeps its rows, for `describe.each`. */
export const places = [
  ['PGlite', async () => ({ env: {}, stop: async () => undefined })],
  [
    'PostgreSQL 18',
    async () => {
      const server = await startPostgres();
      return {
        env: { DATABASE_URL: server.url, SECRET_KEYS: textOf([newSecretKey()]) },
        stop: () => server.stop(),
      };
    },
  ],
] as const satisfies [string, () => Promise<{ env: Record<string, string>; stop(): Promise<unknown> }>][];

export type TestService = Awaited<ReturnType<typeof startTestService>>;
export type { Service };
