import { once } from 'node:events';
import { startHubSpot } from '../../simulator/hubspot/server.ts';
import { openApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { presentScan } from '../exports/present-scan.ts';
import { progressTo } from './progress.ts';
import { tell } from './run.ts';
import { summarise } from './summary.ts';
import { painter } from './terminal.ts';

const WORLDS = ['tidy', 'recruiter', 'lender', 'retailer', 'starter', 'hostile'];

/** The sample accounts, scanned one after the other over real HTTP into a database in memory: nothing is left behind. */
export async function demo({ once: endAtOnce }: { once?: boolean }): Promise<void> {
  const simulator = await startHubSpot({ worlds: WORLDS });
  const paint = painter(process.stdout);
  const config = (token: string) =>
    readConfig({ HUBSPOT_API_URL: simulator.url, HUBSPOT_ACCESS_TOKEN: token, OUTBOUND_ALLOW: '127.0.0.1' });
  const app = await openApp(config(''), { memory: true });
  try {
    for (const world of WORLDS) {
      process.stdout.write(`\n${paint(['bold', 'underline'], `Sample account “${world}”`)}\n\n`);
      const progress = progressTo(process.stderr);
      const inventory = await app
        .with(config(simulator.tokens[world] ?? ''))
        .scan('hubspot', { name: world, onProgress: process.stderr.isTTY ? progress.onProgress : () => undefined });
      progress.end();
      process.stdout.write(`${summarise(presentScan(inventory, app.words()), process.stdout)}\n`);
    }
    if (process.stdout.isTTY && !endAtOnce) {
      process.stdout.write(
        `\nThe simulator still answers at ${simulator.url}; scan it yourself from another terminal:\n`,
      );
      process.stdout.write(
        `  HUBSPOT_API_URL=${simulator.url} HUBSPOT_ACCESS_TOKEN=${simulator.tokens['recruiter'] ?? ''} OUTBOUND_ALLOW=127.0.0.1 npm run -s ai-inventory -- scan hubspot\nCtrl-C ends it.\n`,
      );
      await once(process, 'SIGINT');
    }
  } catch (error) {
    process.exitCode = tell(error);
  } finally {
    await app.close();
    await simulator.close();
  }
}
