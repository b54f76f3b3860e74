import type { PresentedScan } from '../../src/exports/present-scan.ts';

/** What a reviewer reads of a world's result: one line a feature, the gaps, and what was cleared. */
export function goldenOf(result: PresentedScan) {
  return {
    examined: result.examined,
    features: Object.fromEntries(
      result.features.map((feature) => [
        feature.key,
        [feature.tier, feature.dormant ? 'dormant' : '', feature.flags.join('+'), `notice ${feature.notice}`].filter(Boolean).join(', '),
      ]),
    ),
    gaps: Object.fromEntries(result.coverage.filter((report) => report.status !== 'complete').map((report) => [report.stream, [report.status, report.grant].filter(Boolean).join(': ')])),
    cleared: result.notAi.map((item) => `${item.key}: ${item.because}`),
  };
}
