import { describe } from '@jest/globals';
import { findPhp } from '../../simulator/sugarcrm/packages/php.ts';

/** Tests that need PHP. Without it they are counted as skipped and say what to install. */
export function describeWithPhp(title: string, tests: () => void): void {
  if (findPhp() === undefined) describe.skip(`${title} (PHP is not on this machine: apt-get install php-cli)`, tests);
  else describe(title, tests);
}
