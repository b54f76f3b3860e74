import type { Connection } from '../model/connection.ts';
import type { Crm } from '../model/raw-asset.ts';
import type { Tenant } from '../model/inventory.ts';
import { type Language, LANGUAGES } from '../model/message.ts';
import type { ScanProgress } from '../model/scan-state.ts';
import type { Often } from './statements.ts';
import { tenantId } from './tenants.ts';
import { Together } from './together.ts';

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

interface Row extends Tenant {
  connection: Connection['state'] | null;
  language: string | null;
  revision: string | null;
  scan: string | null;
  progress: string | null;
}

// Written out once, and asked by the owner of the tables: whose account it is, is only known by it.
const STATUS = `
  select t.id, t.crm, t.name, t.account, c.state as connection, c.language, r.revision, s.id as scan, s.progress
  from tenants as t
  left join connections as c on c.tenant_id = t.id
  left join inventory_revisions as r on r.tenant_id = t.id
  left join scans as s on s.tenant_id = t.id and s.state in ('queued', 'running')
  where t.id = any($1::text[])`;

const CRM: Crm = 'hubspot';
/** Accounts that are kept in mind; those that were asked for first go first. */
const MOST_KEPT = 5_000;

/** Of HubSpot accounts. `writes`: how often this process has written, where it alone has the database. */
export class CardStatuses {
  readonly #together: Together<string, CardStatus | undefined>;
  readonly #writes: (() => number) | undefined;
  readonly #kept = new Map<string, { writes: number; status: CardStatus | undefined }>();

  constructor(often: Often, writes?: () => number) {
    this.#writes = writes;
    this.#together = new Together((accounts) => statusesOf(often, accounts));
  }

  /** Undefined when no tenant has this account. */
  async of(account: string): Promise<CardStatus | undefined> {
    const writes = this.#writes?.();
    if (writes === undefined) {
      return this.#together.one(account);
    }
    const kept = this.#kept.get(account);
    if (kept?.writes === writes) {
      return kept.status;
    }
    // Counted before it is asked: what is written meanwhile makes it old at once.
    const status = await this.#together.one(account);
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

async function statusesOf(often: Often, accounts: readonly string[]): Promise<(CardStatus | undefined)[]> {
  const ids = accounts.map((account) => tenantId(CRM, account));
  const rows = await often<Row>('card-status', STATUS, [[...new Set(ids)]]);
  const byId = new Map(rows.map((row) => [row.id, statusIn(row)]));
  return ids.map((id) => byId.get(id));
}

function statusIn({ id, crm, name, account, connection, revision, scan, progress, ...row }: Row): CardStatus {
  const language = LANGUAGES.find((one) => one === row.language);
  return {
    tenant: { id, crm, name, account },
    ...(connection !== null && { connection }),
    ...(language !== undefined && { language }),
    ...(revision !== null && { revision }),
    ...(scan !== null && {
      open: { id: scan, ...(progress !== null && { progress: JSON.parse(progress) as ScanProgress }) },
    }),
  };
}
