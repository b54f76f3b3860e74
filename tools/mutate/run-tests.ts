import { runTests } from './test-shim.ts';

/** Loads the test files named on the command line and ends with 1 as soon as one test fails. */
for (const file of process.argv.slice(2)) {
  await import(new URL(file, new URL('../../', import.meta.url)).href);
}
process.exitCode = (await runTests()) ? 0 : 1;
