import type { App } from '../app.ts';
import { presentChange } from '../exports/present-change.ts';
import type { Language } from '../model/message.ts';
import { compareInventories } from '../scan/compare.ts';
import { EXIT } from './run.ts';
import { tenantOf } from './stored.ts';
import { painter, plain } from './terminal.ts';

/** Judges the stored assets again and says what changed, entry by entry, with the rules that made the difference. */
export async function reassessTenant(
  app: App,
  { tenant: wanted, lang, json }: { tenant?: string; lang?: Language; json?: boolean },
): Promise<number> {
  const words = app.words(lang);
  const tenant = await tenantOf(app, wanted);
  const before = await app.store.of(tenant).inventories.read();
  const after = await app.reassess(tenant);
  const changes = compareInventories(before, after).map((change) => presentChange(change, words));
  if (json) {
    const stamps = { before: before?.scan.stamps ?? null, after: after.scan.stamps };
    process.stdout.write(`${JSON.stringify({ tenant: tenant.id, stamps, changes }, null, 2)}\n`);
    return EXIT.complete;
  }
  const paint = painter(process.stdout);
  const total = after.entries.length;
  const head =
    changes.length === 0
      ? words.text({ id: 'reassess.none', params: { count: total } })
      : words.text({ id: 'reassess.changed', params: { count: changes.length, total } });
  const lines = changes.flatMap(({ key, name, why }) => [
    '',
    `${paint('bold', plain(name, 200))}  ${paint('dim', plain(key, 200))}`,
    ...why.map((reason) => `  ${plain(reason, 2_000)}`),
  ]);
  process.stdout.write(`${[head, ...lines].join('\n')}\n`);
  return EXIT.complete;
}
