import { describe, expect, it } from '@jest/globals';
import { worldNames } from '../../simulator/hubspot/portal/load.ts';
import { run } from './cli.ts';

describe('src/cli/demo', () => {
  it('scans every sample account, prints each result once, and ends', async () => {
    const { code, stdout } = await run(['demo', '--once']);
    expect(code).toBe(0);
    const printed = [...stdout.matchAll(/^Sample account “(.+)”$/gm)].map(([, world]) => world!);
    expect(printed.filter((world) => !world.includes(' ')).toSorted()).toEqual(expect.arrayContaining(worldNames()));
    expect(stdout.match(/^HubSpot account \d+/gm)).toHaveLength(worldNames().length);
    expect(stdout).not.toContain('\u001b');
  }, 300_000);
});
