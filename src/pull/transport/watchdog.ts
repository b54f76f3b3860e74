import type { Clock } from '../../kit/clock.ts';

/** A timer that rings so late says that this process stood still: the vendor gets that time again. */
const LATE_MS = 500;

/** Ends what makes no progress, and what takes too long although it does. */
export class Watchdog {
  readonly #clock: Clock;
  readonly #onExpired: (waitedFor: string) => void;
  #end: number;
  #due: number;
  #waitsFor = 'an answer';
  #alarm: { at: number; cancel: AbortController } | undefined;

  constructor(clock: Clock, totalMs: number, onExpired: (waitedFor: string) => void) {
    this.#clock = clock;
    this.#onExpired = onExpired;
    this.#end = clock.monotonic() + totalMs;
    this.#due = this.#end;
  }

  /** The next step must come within `ms`. */
  expect(what: string, ms: number): void {
    this.#waitsFor = what;
    this.#due = Math.min(this.#clock.monotonic() + ms, this.#end);
    // A later due time is seen when the timer rings: a timer for each chunk of a body would cost more than the body.
    if (!this.#alarm || this.#due < this.#alarm.at) {
      this.#setAlarm();
    }
  }

  stop(): void {
    this.#alarm?.cancel.abort();
    this.#alarm = undefined;
  }

  #setAlarm(): void {
    this.stop();
    const cancel = new AbortController();
    this.#alarm = { at: this.#due, cancel };
    this.#clock.sleep(this.#due - this.#clock.monotonic(), cancel.signal).then(
      () => {
        const now = this.#clock.monotonic();
        const late = now - this.#due;
        if (late >= LATE_MS) {
          this.#end += late;
          this.#due = now + late;
        }
        if (now < this.#due) {
          this.#setAlarm();
        } else {
          this.#onExpired(this.#due === this.#end ? 'the whole answer' : this.#waitsFor);
        }
      },
      () => undefined,
    );
  }
}
