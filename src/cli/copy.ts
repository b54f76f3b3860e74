import type { App } from '../app.ts';
import { type Config, placeOf } from '../config.ts';
import { keysIn, writeKeys } from '../kit/key-file.ts';
import { openStore, type StorePlace } from '../store/open-store.ts';
import { EXIT } from './run.ts';

/** Secrets stay sealed on the way: the copy needs the keys of the original. */
export async function copyTo(app: App, config: Config, to: string): Promise<number> {
  const place: StorePlace = /^postgres(ql)?:/.test(to) ? { databaseUrl: to } : { dataDir: to };
  const target = await openStore(place);
  try {
    const counts = Object.entries(await app.store.copyTo(target));
    const width = Math.max(...counts.map(([table]) => table.length));
    const lines = counts.map(([table, rows]) => `${table.padEnd(width)}  ${rows}`);
    process.stdout.write(`${lines.join('\n')}\nCopied; each table has as many rows as it had.\n`);
  } finally {
    await target.close();
  }
  process.stderr.write(`${keysFor(place, config)}\n`);
  return EXIT.complete;
}

function keysFor(place: StorePlace, config: Config): string {
  const from = placeOf(config);
  if (config.SECRET_KEYS !== undefined || !('dataDir' in from)) {
    return 'Keep SECRET_KEYS as they are: without them no secret of the copy can be opened.';
  }
  if ('dataDir' in place) {
    writeKeys(place.dataDir, keysIn(from.dataDir));
    return 'The keys were copied too: keep the folder where nobody else can read it.';
  }
  return `Set SECRET_KEYS_FILE=${from.dataDir}/secret-keys (or what it holds as SECRET_KEYS): without it no secret can be opened.`;
}
