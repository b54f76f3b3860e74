import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { App } from '../app.ts';
import { UsageError } from '../kit/errors.ts';
import { EXIT } from './run.ts';
import { plain } from './terminal.ts';

const Heads = z.object({
  heads: z.array(z.object({ chain: z.string(), seq: z.number().int().min(0), hash: z.string() })),
});

export async function verifyAudit(app: App, { json, against }: { json?: boolean; against?: string }): Promise<number> {
  const known = against === undefined ? [] : headsIn(against);
  const { heads, faults } = await app.store.audit.verify(known);
  const exit = faults.length === 0 ? EXIT.complete : EXIT.failed;
  if (json) {
    process.stdout.write(`${JSON.stringify({ heads, faults }, null, 2)}\n`);
    return exit;
  }
  const entries = heads.reduce((sum, { seq }) => sum + seq, 0);
  const lines = faults.map(({ chain, seq, fault }) => `${plain(chain, 200)}: entry ${seq} ${fault}.`);
  const verdict =
    faults.length === 0 ? 'Nothing was changed, removed, moved or cut off.' : 'This log was tampered with.';
  process.stdout.write(`${[...lines, `${heads.length} chains, ${entries} entries. ${verdict}`].join('\n')}\n`);
  return exit;
}

/** What an earlier `audit verify --json` printed. */
function headsIn(file: string) {
  try {
    return Heads.parse(JSON.parse(readFileSync(file, 'utf8'))).heads;
  } catch {
    throw new UsageError(
      `${file} is no output of audit verify --json.`,
      'Give a file that an earlier run has written.',
    );
  }
}
