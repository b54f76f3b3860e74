/**
 * Works on up to `depth` elements at once, while the next ones are fetched, and yields the results in order.
 * When the source fails, what it gave before is still finished and yielded; then its error is thrown.
 */
export async function* ahead<A, B>(
  source: AsyncIterable<A> | Iterable<A>,
  depth: number,
  work: (element: A) => Promise<B>,
): AsyncGenerator<B> {
  const pending: Promise<B>[] = [];
  const elements = iterate(source);
  let failure: { error: unknown } | undefined;
  try {
    for (;;) {
      const next = await elements.next().catch((error: unknown) => {
        failure = { error };
      });
      if (!next || next.done) {
        break;
      }
      const result = work(next.value);
      // Its error is thrown when its turn comes; until then it must not count as unhandled.
      result.catch(() => undefined);
      pending.push(result);
      if (pending.length >= depth) {
        yield await pending.shift()!;
      }
    }
    for (const result of pending) {
      yield await result;
    }
  } finally {
    await elements.return(undefined);
  }
  if (failure) {
    throw failure.error;
  }
}

async function* iterate<A>(source: AsyncIterable<A> | Iterable<A>): AsyncGenerator<A> {
  yield* source;
}
