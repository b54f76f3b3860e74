import type { Connection } from '../model/connection.ts';
import type { Tenant } from '../model/inventory.ts';
import type { Language } from '../model/message.ts';
import type { ScanProgress } from '../model/scan-state.ts';

/** All that may have changed since a card was answered last, in one row: nothing of what it says itself. */
export interface CardStatus {
  tenant: Tenant;
  /** Absent: scanned from a command line, or not connected any more. */
  connection?: Connection['state'];
  language?: Language;
  /** Absent before the first scan has ended. */
  revision?: string;
  /** The one that waits or runs. */
  open?: { id: string; progress?: ScanProgress };
}

/** Accounts that are kept in mind; those that were asked for first go first. */
const MOST_KEPT = 5_000;

/** Of HubSpot accounts. `writes`: how often this process has written, where it alone has the database. */
export class CardStatuses {
  readonly #ask: (account: string) => Promise<CardStatus | undefined>;
  readonly #writes: (() => number) | undefined;
  readonly #kept = new Map<string, { writes: number; status: CardStatus | undefined }>();

  constructor(ask: (account: string) => Promise<CardStatus | undefined>, writes?: () => number) {
    this.#ask = ask;
    this.#writes = writes;
  }

  /** Undefined when no tenant has this account. */
  async of(account: string): Promise<CardStatus | undefined> {
    const writes = this.#writes?.();
    if (writes === undefined) {
      return this.#ask(account);
    }
    const kept = this.#kept.get(account);
    if (kept?.writes === writes) {
      return kept.status;
    }
    // Counted before it is asked: what is written meanwhile makes it old at once.
    const status = await this.#ask(account);
    this.#kept.delete(account);
    this.#kept.set(account, { writes, status });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) {
        break;
      }
      this.#kept.delete(oldest);
    }
    return status;
  }
}
