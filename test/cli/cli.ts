import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Settings of whoever runs the tests must not reach the program under test. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot'];

/** The real command line in a process of its own, its output piped. */
export async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const own = Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = spawn(process.execPath, ['src/main.ts', ...args], {
    env: { ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}
