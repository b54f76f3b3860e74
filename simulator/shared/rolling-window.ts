/** Counts what happened within the last `span` milliseconds. */
export class RollingWindow {
  readonly #span: number;
  readonly #times: number[] = [];
  #first = 0;

  constructor(span: number) {
    this.#span = span;
  }

  count(now: number): number {
    while (this.#first < this.#times.length && now - this.#times[this.#first]! >= this.#span) this.#first++;
    // Old entries are dropped in batches: dropping them one by one would copy the list at every request.
    if (this.#first > 1_024) {
      this.#times.splice(0, this.#first);
      this.#first = 0;
    }
    return this.#times.length - this.#first;
  }

  add(now: number): void {
    this.#times.push(now);
  }
}
