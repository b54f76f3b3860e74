import { type HubSpot, startHubSpot } from '../../../simulator/hubspot/server.ts';
import { type Sugar, startSugar } from '../../../simulator/sugarcrm/server.ts';
import type { Crm } from '../../../src/model/raw-asset.ts';
import { hubSpotEnvironment, sugarEnvironment } from '../../worlds/settings.ts';

/** What tests of scans need of a simulator, whichever CRM it plays. */
export interface Simulated {
  environment(world: string): Record<string, string>;
  /** Replaces all switches of all accounts, with fresh counters. */
  setFaults(faults: object): void;
  /** Requests, and what was written, of all accounts together. */
  seen(): { requests: number; writes: unknown[] };
  close(): Promise<void>;
}

interface Options {
  worlds: readonly string[];
  limits?: boolean;
  latencyMs?: number;
  onRequest?: () => void;
}

export const simulate: Record<Crm, (options: Options) => Promise<Simulated>> = {
  async hubspot({ latencyMs = 0, ...options }) {
    const hubspot = await startHubSpot({ ...options, faults: { latencyMs } });
    return simulated(hubspot, ['all'], {
      environment: (world) => hubSpotEnvironment(hubspot, world),
      stats: () => hubspot.stats(),
    });
  },
  async sugarcrm({ latencyMs = 0, ...options }) {
    const sugar = await startSugar({ ...options, faults: { latencyMs } });
    return simulated(sugar, options.worlds, {
      environment: (world) => sugarEnvironment(sugar, world),
      stats: (world) => sugar.stats(world),
    });
  },
};

function simulated(
  simulator: Pick<HubSpot | Sugar, 'setFaults' | 'reset' | 'close'>,
  parts: readonly string[],
  of: Pick<Simulated, 'environment'> & { stats(part: string): ReturnType<Simulated['seen']> },
): Simulated {
  return {
    environment: of.environment,
    setFaults(faults) {
      simulator.reset();
      simulator.setFaults(faults);
    },
    seen() {
      const all = parts.map(of.stats);
      const requests = all.reduce((sum, stats) => sum + stats.requests, 0);
      return { requests, writes: all.flatMap(({ writes }) => writes) };
    },
    close: () => simulator.close(),
  };
}
