import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';

/** A process that waits to be told to stop, below a shell, as npm runs its scripts. */
const WAITING = `
  const { stopped } = await import('./src/cli/serve.ts');
  const alive = setInterval(() => undefined, 1_000);
  const stop = stopped();
  console.log('waiting');
  await stop;
  console.log('stopped');
  clearInterval(alive);
`;

describe('cli/serve', () => {
  it('stops when npm was told to and took only the shell between with it', async () => {
    const shell = spawn('sh', ['-c', '"$NODE" --input-type=module --eval "$SCRIPT"; true'], {
      env: { ...process.env, NODE: process.execPath, SCRIPT: WAITING, npm_lifecycle_event: 'ai-inventory' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: shell.stdout });
    expect(await once(lines, 'line')).toEqual(['waiting']);

    shell.kill('SIGTERM');

    expect(await once(lines, 'line')).toEqual(['stopped']);
  });
});
