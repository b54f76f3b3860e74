import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { ConfigError } from '../kit/errors.ts';
import type { Keyring } from '../kit/keyring.ts';
import { type Actor, SYSTEM } from '../model/audit.ts';
import type { Connection } from '../model/connection.ts';
import type { Tenant } from '../model/inventory.ts';
import type { Crm } from '../model/raw-asset.ts';
import { AccessTokens } from './access-tokens.ts';
import { ApiTokens } from './api-tokens.ts';
import { Assets } from './assets.ts';
import { AuditLog, TenantAudit } from './audit/audit-log.ts';
import { CardEntries } from './card-entries.ts';
import { CardGate } from './card-gate.ts';
import { type CardStatus, CardStatuses } from './card-status.ts';
import { Changes } from './changes.ts';
import { connectionOf, Connections } from './connections.ts';
import { copyRows } from './copy-rows.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type IdentityStore, identityStore } from './identity/identity-store.ts';
import { DeclaredFeatures } from './declared-features.ts';
import { Declarations } from './declarations.ts';
import { Decisions } from './decisions.ts';
import { Deliveries, untriedDeliveries } from './deliveries.ts';
import { eraseTenant } from './erase-tenant.ts';
import { Features } from './features.ts';
import { Inventories } from './inventories.ts';
import { type Keep, prune } from './prune.ts';
import { outdatedPushes, Pushes } from './pushes.ts';
import { type Rotated, rotateSecrets } from './rotate-secrets.ts';
import { RateBudget } from './rate-budget.ts';
import { type Holder, ScanLeases } from './scan-lease.ts';
import { RememberedSignatures } from './remembered-signatures.ts';
import type { Seen } from './seen-signatures.ts';
import { ScanRequests, type Takeable, takeableScans } from './scan-requests.ts';
import { Scans } from './scans.ts';
import type { Database } from './schema.ts';
import { oftenBy, type Statements } from './statements.ts';
import { Subscriptions } from './subscriptions.ts';
import { tenantDatabase } from './tenant-dialect.ts';
import { findTenant, listTenants, renameTenant, upsertTenant } from './tenants.ts';

/** A page of a slow account takes less; a worker that is gone is missed this long. */
const LEASE_MS = 30_000;

/** All that is kept of one tenant; there is no way to reach rows without naming the tenant first. */
export interface TenantStore {
  tenant: Tenant;
  assets: Assets;
  scans: Scans;
  leases: ScanLeases;
  requests: ScanRequests;
  inventories: Inventories;
  budget: RateBudget;
  changes: Changes;
  deliveries: Deliveries;
  subscriptions: Subscriptions;
  features: Features;
  card: CardEntries;
  declarations: Declarations;
  declared: DeclaredFeatures;
  decisions: Decisions;
  connections: Connections;
  accessTokens: AccessTokens;
  pushes: Pushes;
  audit: TenantAudit;
}

/** What the store needs of the process. */
export interface StoreTools {
  /** Asked when a secret is sealed or opened; throws `ConfigError` when there are no keys. */
  keyring(): Keyring;
  now(): Date;
  /** As whom this process holds scans; somebody new unless told. */
  holder?: Holder;
}

const newHolder = (): Holder => ({ id: randomUUID(), leaseMs: LEASE_MS });

const WITHOUT_KEYS: StoreTools = {
  keyring() {
    throw new ConfigError(['SECRET_KEYS is not set.']);
  },
  now: () => new Date(),
};

/** What concerns no single tenant is here by name; rows of one are reached through `of`. */
export class Store {
  readonly identity: IdentityStore;
  readonly #db: Kysely<Database>;
  readonly #cards: CardStatuses;
  readonly #remembered: RememberedSignatures | undefined;
  readonly #close: () => Promise<void>;
  readonly #tools: StoreTools & { holder: Holder };

  /** For the queue, which has tables of its own beside the store's. */
  readonly statements: Statements;
  readonly tokens: ApiTokens;
  readonly audit: AuditLog;
  readonly signatures: Seen;

  constructor(db: Kysely<Database>, close: () => Promise<void>, statements: Statements, tools = WITHOUT_KEYS) {
    this.#db = db;
    this.identity = identityStore(db, tools);
    this.#close = close;
    this.#tools = { ...tools, holder: tools.holder ?? newHolder() };
    this.statements = statements;
    this.tokens = new ApiTokens(db, tools.now);
    this.audit = new AuditLog(db, tools.now);
    const often = statements.often ?? oftenBy(db);
    this.#remembered = statements.writes && new RememberedSignatures(often);
    const gate = new CardGate(often);
    this.signatures = this.#remembered ?? gate;
    this.#cards = new CardStatuses((account) => gate.status(account), statements.writes);
  }

  tenants(): Promise<Tenant[]> {
    return listTenants(this.#db);
  }

  tenant(id: string): Promise<Tenant | undefined> {
    return findTenant(this.#db, id);
  }

  /** The tenant of this account, made when there is none; renamed when another name is given. */
  upsertTenant(crm: Crm, account: string, name?: string, by: Actor = SYSTEM): Promise<Tenant> {
    return upsertTenant(this.#db, { crm, account, name, by }, this.#at());
  }

  renameTenant(id: string, name: string, by: Actor): Promise<boolean> {
    return renameTenant(this.#db, { id, name, by }, this.#at());
  }

  /** Every row of it is gone afterwards; what remains is the proof in the audit log of the install. */
  eraseTenant(id: string, by: Actor): Promise<boolean> {
    return eraseTenant(this.#db, id, by, this.#at());
  }

  /** Every connected tenant, for the schedule. */
  async connected(): Promise<{ tenant: string; connection: Connection }[]> {
    const columns = [
      'tenant_id',
      'auth',
      'schedule',
      'time_zone',
      'state',
      'reason',
      'changed_at',
      'language',
    ] as const;
    const rows = await this.#db.selectFrom('connections').select(columns).orderBy('tenant_id').execute();
    return rows.map((row) => ({ tenant: row.tenant_id, connection: connectionOf(row) }));
  }

  /** What a HubSpot account's cards depend on; undefined when no tenant has this account. */
  cardStatus(account: string): Promise<CardStatus | undefined> {
    return this.#cards.of(account);
  }

  /** Of all tenants. */
  takeableScans(limit: number): Promise<Takeable[]> {
    return takeableScans(this.#db, limit);
  }

  /** Seals every secret with the first of the keys at hand. */
  rotateSecrets(): Promise<Rotated> {
    return rotateSecrets(this.#db, this.#tools.keyring(), this.#at());
  }

  /** All rows into another store, which must be empty. Returns the number of rows a table, equal on both sides. */
  copyTo(target: Store): Promise<Record<string, number>> {
    return copyRows(this.#db, target.#db);
  }

  /** Of all tenants; those that are due. */
  untriedDeliveries(limit: number): Promise<{ tenant: string; delivery: number }[]> {
    return untriedDeliveries(this.#db, this.#tools.now(), limit);
  }

  /** Of all tenants, by their ids. */
  outdatedPushes(which: { limit: number; tenant?: string }): Promise<string[]> {
    return outdatedPushes(this.#db, this.#tools.now(), which);
  }

  /** Removes what is of no more use, of all tenants. Returns the rows by table. */
  async prune(keep: Keep): Promise<Record<string, number>> {
    const gone = await prune(this.#db, this.#tools.now(), keep);
    if (this.statements.embedded) {
      // A server does this by itself. Here nobody else gives free what is gone, or counts what queries are planned by.
      await this.statements.executeSql('vacuum (analyze)');
    }
    return gone;
  }

  of(tenant: Tenant): TenantStore {
    return tenantStore(tenantDatabase(this.#db, tenant.id), tenant, this.#tools);
  }

  /** How much there is of what, over all tenants. */
  figures(): Promise<Figures> {
    return figuresOf(this.#db);
  }

  /** The database answers. */
  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#db);
  }

  async close(): Promise<void> {
    try {
      await this.#remembered?.flush();
    } finally {
      await this.#close();
    }
  }

  #at(): string {
    return this.#tools.now().toISOString();
  }
}

/** `db`: sees this tenant's rows only; the repositories ask for no others all the same. */
export function tenantStore(
  db: Kysely<Database>,
  tenant: Tenant,
  { keyring, now, holder = newHolder() }: StoreTools = WITHOUT_KEYS,
): TenantStore {
  return {
    tenant,
    assets: new Assets(db, tenant.id, tenant.crm),
    scans: new Scans(db, tenant, holder),
    leases: new ScanLeases(db, tenant, holder),
    requests: new ScanRequests(db, tenant),
    inventories: new Inventories(db, tenant, holder),
    budget: new RateBudget(db, tenant.id),
    changes: new Changes(db, tenant.id),
    deliveries: new Deliveries(db, tenant.id),
    subscriptions: new Subscriptions(db, tenant.id, keyring, now),
    features: new Features(db, tenant.id, now),
    card: new CardEntries(db, tenant.id),
    declarations: new Declarations(db, tenant.id, now),
    declared: new DeclaredFeatures(db, tenant, now),
    decisions: new Decisions(db, tenant.id, now),
    connections: new Connections(db, tenant.id, keyring, now),
    accessTokens: new AccessTokens(db, tenant.id, keyring),
    pushes: new Pushes(db, tenant.id, now),
    audit: new TenantAudit(db, tenant.id, now),
  };
}
