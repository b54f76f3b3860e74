import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Stats } from '../../simulator/hubspot/api/meter.ts';

export interface RunningPortal {
  url: string;
  token: string;
  stats(): Promise<Stats>;
  /** Counters and limits start again. */
  reset(): Promise<void>;
  /** Gives so many workflows a new revision. */
  change(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** A generated account in a process of its own, so that its work is not counted as ours. Real limits hold. */
export async function startPortal(world: string, latencyMs: number): Promise<RunningPortal> {
  const { url, tokens, stop } = await startPortals([world], latencyMs);
  const control = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/__simulator${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return response.json();
  };
  return {
    url,
    token: tokens[world] ?? '',
    stats: async () => (await control('GET', `/stats?world=${world}`)) as Stats,
    reset: async () => void (await control('POST', '/reset')),
    change: async (count) => void (await control('POST', `/worlds/${world}/changed`, { count })),
    stop,
  };
}

/** Several accounts of one HubSpot. */
export async function startPortals(worlds: readonly string[], latencyMs: number) {
  const named = worlds.flatMap((world) => ['--world', world]);
  const args = ['simulator/main.ts', '--port', '0', '--json', ...named, '--latency', String(latencyMs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    ...(JSON.parse(line) as { url: string; tokens: Record<string, string> }),
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
