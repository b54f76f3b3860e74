import { readFileSync } from 'node:fs';
import { loadLaw } from '../src/knowledge/load-law.ts';
import { misquoted, reviewOf } from './law/review.ts';

/** Prints what of the law data needs another look; `--text FILE` also checks every quote against the consolidated text. */
const law = loadLaw();
const at = process.argv.indexOf('--text');
const file = at < 0 ? undefined : process.argv[at + 1];
const looks = [
  ...reviewOf(law, new Date().toISOString().slice(0, 10)),
  ...(file === undefined ? [] : misquoted(law, readFileSync(file, 'utf8'))),
];
for (const { what, why } of looks) {
  console.log(`${what}: ${why}`);
}
console.log(`${looks.length} to look at; ${law.obligations.length} obligations; ${law.version}`);
