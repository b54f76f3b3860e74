import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { toCsv } from '../exports/csv.ts';
import { presentScan } from '../exports/present-scan.ts';
import { UsageError } from '../kit/errors.ts';
import type { Language } from '../model/message.ts';
import type { Crm } from '../model/raw-asset.ts';
import { output, type OutputOptions } from './output.ts';
import { progressTo } from './progress.ts';
import { EXIT, withApp } from './run.ts';
import { inventoryOf } from './stored.ts';
import { plain } from './terminal.ts';

export async function scan(crm: Crm, options: OutputOptions & { tenant?: string }): Promise<void> {
  await withApp(async (app) => {
    const progress = progressTo(process.stderr);
    const name = options.tenant === undefined ? {} : { name: options.tenant };
    const inventory = await app.scan(crm, { ...name, onProgress: progress.onProgress }).finally(() => progress.end());
    return output(app, inventory, options);
  });
}

export async function importPath(path: string, options: OutputOptions & { tenant?: string; crm: Crm }): Promise<void> {
  await withApp(async (app) => {
    const { stored, errors } = await app.importPath(options.crm, path, options.tenant ?? basename(path));
    for (const { file, error } of errors) {
      process.stderr.write(`Not imported: ${plain(file, 200)}: ${plain(error, 400)}\n`);
    }
    const exit = output(app, stored, options);
    return exit === EXIT.complete && errors.length > 0 ? EXIT.gaps : exit;
  });
}

export async function exportTo({
  format,
  tenant,
  out,
  lang,
}: {
  format: string;
  tenant?: string;
  out?: string;
  lang?: Language;
}): Promise<void> {
  await withApp(async (app) => {
    const inventory = await inventoryOf(app, tenant);
    const result = presentScan(inventory, app.words(lang));
    const text = format === 'csv' ? toCsv(result) : `${JSON.stringify(result, null, 2)}\n`;
    if (out === undefined) {
      process.stdout.write(text);
    } else {
      writeTo(out, text);
    }
    return EXIT.complete;
  });
}

function writeTo(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} cannot be written (${code ?? 'unknown reason'}).`, 'Give --out another place.');
  }
}
