import type { App } from '../app.ts';
import { explain, replayed, type Explanation } from '../exports/explain.ts';
import { UsageError } from '../kit/errors.ts';
import type { Language } from '../model/message.ts';
import { EXIT } from './run.ts';
import { inventoryOf } from './stored.ts';
import { painter, plain } from './terminal.ts';

/** The chain behind one entry, for somebody who must defend it: fact, where it was seen, rule, article, duty. */
export async function explainKey(
  app: App,
  key: string,
  options: { tenant?: string; lang?: Language },
): Promise<number> {
  const words = app.words(options.lang);
  const inventory = await inventoryOf(app, options.tenant);
  const cleared = inventory.cleared.find((one) => one.key === key);
  if (cleared) {
    process.stdout.write(
      `${plain(cleared.name, 200)}\n${words.text({ id: 'explain.cleared' })} ${plain(words.text(cleared.because), 2_000)}\n`,
    );
    return EXIT.complete;
  }
  const entry = inventory.entries.find(({ feature }) => feature.key === key);
  if (!entry) {
    throw new UsageError(
      words.text({ id: 'explain.no-verdict', params: { key: plain(key, 200) } }),
      'export lists the keys of all entries.',
    );
  }
  const told = explain(entry, words);
  const again = app.assess(entry.feature);
  told.closing.unshift(...replayed(inventory.scan.stamps, entry.assessment, again.tier, words));
  process.stdout.write(`${print(told, process.stdout)}\n`);
  return EXIT.complete;
}

function print({ name, key, verdict, notes, sections, closing }: Explanation, stream: NodeJS.WriteStream): string {
  const paint = painter(stream);
  const line = (text: string) => plain(text, 2_000);
  const told = sections.flatMap(({ title, items }) => [
    '',
    paint('bold', line(title)),
    ...items.flatMap(({ text, under }) => [
      `  • ${line(text)}`,
      ...under.map((one) => paint('dim', `      ${line(one)}`)),
    ]),
  ]);
  return [
    paint('bold', line(name)),
    paint('dim', line(key)),
    paint('bold', line(verdict)),
    ...notes.map((note) => `  ${line(note)}`),
    ...told,
    '',
    ...closing.map((one) => paint('dim', line(one))),
  ].join('\n');
}
