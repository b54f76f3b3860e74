import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { seededRandom } from '../../../simulator/shared/random.ts';
import type { App } from '../../../src/app.ts';
import { type Accounts, askForAll, doneIn } from './accounts.ts';

interface Killing {
  app: App;
  accounts: Accounts;
  /** Of the worker processes. */
  settings: Record<string, string>;
  workers: number;
  /** Kills one of them, any, and starts another in its place, until it returns false. Returns how to end it. */
  strike(kill: () => void, random: () => number): () => void;
}

/** Scans every account by worker processes that are killed again and again. Ends when all scans have ended. */
export async function killWorkers({ app, accounts, settings, workers, strike }: Killing): Promise<number> {
  const wanted = await askForAll(app, accounts);
  const random = seededRandom(20_261_127);
  const running = new Set<ChildProcess>();
  const ended = Promise.withResolvers<void>();
  let killed = 0;
  const look = async () => {
    if ((await doneIn(app)) === wanted) {
      ended.resolve();
    }
  };
  const start = () => {
    const child = spawn(process.execPath, ['test/jobs/support/worker-process.ts'], {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(child);
    createInterface({ input: child.stdout }).on('line', () => void look().catch(ended.reject));
    child.once('exit', () => {
      running.delete(child);
      void look().catch(ended.reject);
    });
  };
  Array.from({ length: workers }, start);
  const stop = strike(() => {
    const victims = [...running];
    killed += 1;
    victims[Math.floor(random() * victims.length)]?.kill('SIGKILL');
    start();
  }, random);
  try {
    await ended.promise;
  } finally {
    stop();
    const exits = [...running].map((child) => once(child, 'exit'));
    running.forEach((child) => child.kill('SIGKILL'));
    await Promise.all(exits);
  }
  return killed;
}
