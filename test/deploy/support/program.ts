import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Program {
  /** Where it answers. */
  url: string;
  isAlive(): boolean;
  /** As an administrator would; its exit code. */
  stop(): Promise<number | null>;
}

/** Settings of whoever runs the tests must not reach the program under test. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot'];

/** The program in a process of its own, started and saying so. `more`: for Node. */
export async function startProgram(
  part: 'serve' | 'web' | 'worker',
  env: Record<string, string>,
  { cwd, more = [] }: { cwd?: string; more?: string[] } = {},
): Promise<Program> {
  const own = Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = spawn(process.execPath, [...more, 'src/main.ts', part], {
    env: { ...own, PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  // Whatever becomes of the test, it does not outlive it.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  const url = await started(child);
  return {
    url,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      return child.exitCode;
    },
  };
}

function started(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.on('data', (chunk) => (said += String(chunk)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const [, url = ''] = /^(?:Listening on (\S+)|The worker is running)/.exec(line) ?? [, undefined];
      if (/^(Listening|The worker)/.test(line)) {
        resolve(url);
      }
    });
    child.once('exit', (code) => {
      reject(new Error(`The program ended with ${code}:\n${said}`));
    });
  });
}
