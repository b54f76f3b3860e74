import { spawnSync } from 'node:child_process';

/** The one check command: each step is an npm script or a tool of this repository; the first failure is told last. */
const STEPS: readonly [name: string, command: string, args: readonly string[]][] = [
  ['format', 'prettier', ['--check', '.']],
  ['lint', 'eslint', ['.']],
  ['types', 'npm', ['run', '--silent', 'types']],
  [
    'layers',
    'depcruise',
    [
      '--config',
      '.dependency-cruiser.cjs',
      'src',
      'connectors',
      'mappings',
      'rules',
      'simulator',
      'plugins',
      'tools',
      'test',
    ],
  ],
  ['docs', 'node', ['tools/docs.ts', '--check']],
  ['tests', 'npm', ['test', '--silent']],
];

const wanted = process.argv.slice(2);
const failed: string[] = [];
for (const [name, command, args] of STEPS) {
  if (wanted.length > 0 && !wanted.includes(name)) {
    continue;
  }
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) {
    failed.push(name);
  }
}
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
