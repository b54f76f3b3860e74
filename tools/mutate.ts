import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { euAiAct } from '../rules/eu-ai-act/index.ts';
import { mutantsOf, type Mutant } from './mutate/rule-mutants.ts';
import { notices } from './mutate/rule-oracle.ts';
import { sourceMutants } from './mutate/source-mutants.ts';

/**
 * Makes the rules and their engine wrong in one place after the other and counts how often the tests notice.
 * Rules are data and are judged in this process; a source file is replaced for a process that runs its tests.
 */
const ROOT = new URL('../', import.meta.url);
const TESTS = [
  'assess/engine',
  'assess/assess',
  'assess/edge-cases',
  'assess/condition',
  'assess/conflicts',
  'assess/what-if',
].map((name) => `test/${name}.test.ts`);
const MORE = ['test/vectors/vectors.test.ts', 'test/rules/eu-ai-act/rules.test.ts'];
/** A mutant may run for ever. */
const LIMIT = 60_000;

function mutateRules(): string[] {
  const all = euAiAct.flatMap((rule) =>
    mutantsOf(rule).map(({ what, made }) => ({ what, rules: euAiAct.map((one) => (one === rule ? made : one)) })),
  );
  const survived = all.filter(({ rules }) => !notices(rules)).map(({ what }) => what);
  report('rules', all.length, survived);
  return survived;
}

async function mutateSources(folder: string): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'mutant-'));
  const mutants = readdirSync(new URL(folder, ROOT)).flatMap((file) =>
    sourceMutants(`${folder}${file}`, readFileSync(new URL(`${folder}${file}`, ROOT), 'utf8')).map((mutant) => ({
      ...mutant,
      url: new URL(`${folder}${file}`, ROOT).href,
    })),
  );
  const survived: string[] = [];
  const queue = [...mutants.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [at, mutant] = next;
      if (await passes(mutant, join(dir, `${at}.ts`))) {
        survived.push(mutant.what);
      }
    }
  };
  await Promise.all([work(), work()]);
  rmSync(dir, { recursive: true });
  report(folder, mutants.length, survived);
  return survived;
}

function passes({ made, url }: Mutant<string> & { url: string }, file: string): Promise<boolean> {
  writeFileSync(file, made);
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--import',
    './tools/mutate/hooks.ts',
    'tools/mutate/run-tests.ts',
  ];
  const child = spawn(process.execPath, [...args, ...TESTS, ...MORE], {
    cwd: ROOT,
    env: { ...process.env, MUTANT_URL: url, MUTANT_FILE: file },
    stdio: 'ignore',
    timeout: LIMIT,
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}

function report(what: string, made: number, survived: readonly string[]): void {
  console.log(
    `${what}: ${made} mutants, ${made - survived.length} noticed (${((1 - survived.length / made) * 100).toFixed(1)} %)`,
  );
}

const wanted = process.argv[2];
const survived = [
  ...(wanted === 'src' ? [] : mutateRules()),
  ...(wanted === 'rules' ? [] : await mutateSources('src/assess/')),
];
console.log(survived.map((one) => `  survived: ${one}`).join('\n'));
