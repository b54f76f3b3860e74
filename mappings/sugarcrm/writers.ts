import type { Context } from '../../src/normalise/context.ts';

/** A field that a process, a rule or a workflow of this account fills is not filled from outside. */
export function noteWriter({ writers }: Pick<Context, 'writers'>, id: string): void {
  const before = writers.get(id) ?? {};
  writers.set(id, { ...before, process: (before['process'] ?? 0) + 1 });
}
