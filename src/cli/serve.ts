import { once } from 'node:events';
import { type Part, startService } from '../server.ts';
import { configOfProcess, EXIT, isNpmScript, tell } from './run.ts';
import { painter } from './terminal.ts';

/** Runs until it is told to stop; what is under way then ends or lets go first. */
export async function serve(part: Part): Promise<void> {
  try {
    const stop = stopped();
    const service = await startService(part, configOfProcess());
    const paint = painter(process.stdout);
    const where = service.url === undefined ? 'The worker is running.' : `Listening on ${paint('bold', service.url)}`;
    const first =
      service.adminLink === undefined
        ? ''
        : `\nMake the first administrator (once, within a day): ${service.adminLink}`;
    process.stdout.write(`${where}${first}\n`);
    await stop;
    process.stderr.write('Stopping: what is under way ends first.\n');
    await service.close();
    process.exitCode = EXIT.complete;
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** Listened for from the beginning, so that a stop while starting is not lost. A second signal ends the process at once. */
export function stopped(): Promise<unknown> {
  return Promise.race([...['SIGTERM', 'SIGINT'].map((signal) => once(process, signal)), orphaned()]);
}

const LOOK_MS = 500;

/** npm hands a signal to the shell that it runs a script in, and that ends without telling us. */
function orphaned(): Promise<void> {
  if (!isNpmScript()) {
    return new Promise(() => undefined);
  }
  const parent = process.ppid;
  return new Promise((resolve) => {
    const look = setInterval(() => {
      if (process.ppid !== parent) {
        clearInterval(look);
        resolve();
      }
    }, LOOK_MS);
    look.unref();
  });
}
