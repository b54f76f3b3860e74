import type { App } from '../app.ts';
import { presentScan } from '../exports/present-scan.ts';
import type { Language } from '../model/message.ts';
import type { StoredInventory } from '../model/inventory.ts';
import { EXIT } from './run.ts';
import { summarise } from './summary.ts';

export interface OutputOptions {
  json?: boolean;
  lang?: Language;
  failOn?: readonly string[];
}

/** Prints one result, for a person or a program, and says how the command ends. */
export function output(app: App, inventory: StoredInventory, { json, lang, failOn = [] }: OutputOptions): number {
  const words = app.words(lang);
  const result = presentScan(inventory, words);
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : `${summarise(result, words, process.stdout)}\n`);
  if (result.features.some((feature) => !feature.dormant && failOn.includes(feature.tier))) {
    return EXIT.failOn;
  }
  return result.coverage.some((report) => ['denied', 'failed', 'partial'].includes(report.status))
    ? EXIT.gaps
    : EXIT.complete;
}
