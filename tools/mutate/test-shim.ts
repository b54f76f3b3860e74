import { expect as expectation } from 'expect';

/** What test files import from the runner, small enough to run them inside one process for each mutant. */
type Body = (...row: never[]) => unknown;
const tests: Body[] = [];

const each =
  (run: (name: string, body: Body) => void) =>
  (table: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const row of table) {
      run(name, () => body(...((Array.isArray(row) ? row : [row]) as never[])));
    }
  };
const define = (_name: string, body: Body): void => void tests.push(body);
const group = (_name: string, body: Body): void => void body();

export const it = Object.assign(define, { each: each(define) });
export const describe = Object.assign(group, { each: each(group) });
export const beforeAll = (body: Body): void => void tests.push(body);
export const expect = expectation;

/** Stops at the first test that fails: one is enough to notice a mutant. */
export async function runTests(): Promise<boolean> {
  for (const body of tests) {
    try {
      await body();
    } catch {
      return false;
    }
  }
  return true;
}
