import { type Measured, Meter } from '../../shared/meter.ts';

export interface Stats extends Omit<Measured, 'peak'> {
  /** The most requests that arrived within any ten seconds. */
  peakTenSeconds: number;
  /** Answers with status 429. */
  rateLimited: number;
}

export const newMeter = () => new Meter(10_000);

export function statsOf(meter: Meter): Stats {
  const { peak, ...measured } = meter.measured();
  return { ...measured, peakTenSeconds: peak, rateLimited: measured.byStatus['429'] ?? 0 };
}
