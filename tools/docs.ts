import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pages } from './docs/pages.ts';

/** Writes the generated pages; with `--check` it only says which are out of date. */
const ROOT = new URL('../', import.meta.url);
const isCheck = process.argv.includes('--check');

function present(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, ROOT), 'utf8');
  } catch {
    return undefined;
  }
}

const stale = [...pages(present)].filter(([path, text]) => present(path) !== text);
for (const [path, text] of isCheck ? [] : stale) {
  mkdirSync(new URL('./', new URL(path, ROOT)), { recursive: true });
  writeFileSync(new URL(path, ROOT), text);
}
for (const [path] of stale) {
  console.log(isCheck ? `${path} is out of date: run npm run docs` : `wrote ${path}`);
}
process.exitCode = isCheck && stale.length > 0 ? 1 : 0;
