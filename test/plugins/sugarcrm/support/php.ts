import { spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';

const PHP = 'php';
const isThere = spawnSync(PHP, ['--version']).status === 0;

/** Tests that need PHP's command line. Without it they are counted as skipped, and say so. */
export function describeInPhp(title: string, tests: () => void): void {
  if (isThere) {
    describe(title, tests);
  } else {
    describe.skip(`${title} (PHP is not installed: apt-get install php-cli)`, tests);
  }
}

/** Runs a program and gives what it printed; throws with what PHP complained of, warnings too. */
export function runPhp(program: string, input: unknown = null): string {
  const settings = ['-n', '-d', 'display_errors=stderr', '-d', 'error_reporting=-1', '-d', 'log_errors=0'];
  const { status, stdout, stderr } = spawnSync(PHP, [...settings, '-r', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  });
  if (status !== 0 || stderr !== '') {
    throw new Error(`${stderr}${stdout}`);
  }
  return stdout;
}
