import type { ScanFault } from './scan-state.ts';

/**
 * What became of the summary for the package in SugarCRM. `shown`: Sugar has it · `waiting`: it could not be written and is
 * tried again · `failed`: not tried again before the next scan · `removed`: the package is gone, and so is what it showed.
 */
export const PUSH_STATES = ['shown', 'waiting', 'failed', 'removed'] as const;

export interface Push {
  state: (typeof PUSH_STATES)[number];
  at: string;
  /** Of the inventory that Sugar shows. */
  revision?: string;
  /** So often it failed in a row. */
  tries: number;
  fault?: ScanFault;
}
