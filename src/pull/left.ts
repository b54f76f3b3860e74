interface Listing {
  /** It announced another page. */
  goesOn: boolean;
  /** How many it held before, or says that it holds. */
  expected: number | undefined;
  seen: number;
  /** Of a page. */
  size: number;
}

/** Pages that a list still has: at least one as long as it goes on, whatever it was expected to hold. */
export function pagesLeft({ goesOn, expected, seen, size }: Listing): number | undefined {
  if (!goesOn) {
    return 0;
  }
  return expected === undefined ? undefined : Math.max(1, Math.ceil((expected - seen) / size));
}

/** For what comes in known portions, one request or more each: what is left after each of them. */
export function leftAfter(requests: readonly number[]): number[] {
  let left = requests.reduce((sum, count) => sum + count, 0);
  return requests.map((count) => (left -= count));
}
