import type { Generated } from 'kysely';
import type { DigestFrequency } from '../model/change.ts';
import type { Push } from '../model/push.ts';
import type { ScanState } from '../model/scan-state.ts';
import type { IdentityTables } from './identity/schema.ts';

/** Rows as they are kept. JSON is kept as text: it is read back whole, and text is what both databases return fastest. */
export interface Database extends IdentityTables {
  tenants: { id: string; crm: string; name: string; account: string };
  scans: {
    id: string;
    tenant_id: string;
    kind: string;
    state: ScanState;
    started_at: string;
    finished_at: string | null;
    /** The place among the tenant's finished scans. */
    finish_no: number | null;
    requests: number;
    stamps: string;
    coverage: string;
    examined: string;
    not_visible: string;
    /** Whoever asked for it; null: a command line, which runs it itself. */
    requested_by: Generated<string | null>;
    attempts: Generated<number>;
    /** Not to be begun again before. */
    wait_until: Generated<Date | null>;
    lease_owner: Generated<string | null>;
    /** By the database's clock: after this, whoever ran it is taken for gone. */
    lease_until: Generated<Date | null>;
    progress: Generated<string | null>;
    cancel_requested: Generated<boolean>;
    error: Generated<string | null>;
  };
  scan_pages: {
    id: Generated<number>;
    tenant_id: string;
    scan_id: string;
    stream: string;
    cursor: string | null;
    /** `[kind, externalId][]` seen on this page. */
    seen: string;
    quarantined: string;
    refused: string;
    done: boolean;
  };
  assets: {
    tenant_id: string;
    kind: string;
    external_id: string;
    stream: string;
    revision: string | null;
    digest: string;
    payload: string;
  };
  inventory: {
    tenant_id: string;
    key: string;
    verdict: string;
    stream: string;
    digest: string;
    record: string;
    stale_since: string | null;
    retired_at: string | null;
    /** Facts that differ from those of the record, because somebody declared something. */
    answers: string | null;
    /** What lists are filtered and sorted by. */
    kind: string | null;
    name: string | null;
    words: string | null;
    tier: string | null;
    flags: string | null;
    open_facts: number;
    /** Object types whose records it acts on, as words; null: not worked out before the next scan. */
    acts_on: string | null;
    notice: string | null;
  };
  assessments: {
    id: Generated<number>;
    tenant_id: string;
    key: string;
    digest: string;
    scan_id: string;
    stamps: string;
    assessment: string;
  };
  schedule_ticks: { tenant_id: string; minute: string; scan_id: string };
  rate_budgets: { tenant_id: string; bucket: string; granted: string; paused_until: Generated<Date | null> };
  changes: {
    id: Generated<number>;
    tenant_id: string;
    scan_id: string;
    at: string;
    key: string;
    name: string;
    what: string;
    detail: string;
  };
  webhooks: { id: string; tenant_id: string; url: string; secret: string; created_at: string };
  mail_digests: {
    id: string;
    tenant_id: string;
    address: string;
    language: string;
    frequency: Generated<DigestFrequency>;
    created_at: string;
  };
  deliveries: {
    id: Generated<number>;
    tenant_id: string;
    scan_id: string;
    first_change: number;
    last_change: number;
    channel: 'webhook' | 'mail';
    /** Id of the webhook or of the digest. */
    recipient: string;
    state: 'waiting' | 'delivered' | 'failed';
    tries: Generated<number>;
    /** What was said to the last try. */
    answer: Generated<string | null>;
    at: string;
    /** Not to be sent before; null: at once. */
    due_at: Generated<string | null>;
  };
  pushes: {
    tenant_id: string;
    state: Push['state'];
    /** Of the inventory that Sugar shows. */
    revision: string | null;
    at: string;
    tries: number;
    /** Not to be tried before. */
    next_at: string | null;
    fault: string | null;
  };
  findings: {
    tenant_id: string;
    key: string;
    rule: string;
    outcome: string;
    first_scan: string;
    closed_scan: string | null;
  };
  connections: {
    tenant_id: string;
    auth: string;
    /** Sealed. */
    credentials: string;
    schedule: string | null;
    time_zone: string;
    state: 'ok' | 'reconnect';
    reason: string | null;
    changed_at: string;
    /** In which the account is told, where a reader's own is not known. */
    language: Generated<string | null>;
  };
  /** Another one with everything that changes what is shown of an inventory. */
  inventory_revisions: { tenant_id: string; revision: string };
  api_tokens: {
    id: string;
    /** Or `*`. */
    tenant_id: string;
    role: string;
    name: string;
    digest: string;
    created_at: string;
    expires_at: string | null;
    last_used_at: string | null;
    revoked_at: string | null;
  };
  audit_log: {
    /** A tenant's id, or `install`. */
    tenant_id: string;
    seq: number;
    at: string;
    actor: string;
    action: string;
    target: string | null;
    details: string;
    previous: string;
    hash: string;
  };
  declarations: {
    id: Generated<number>;
    tenant_id: string;
    /** `*` for what holds for the company. */
    key: string;
    fact: string;
    /** Null: withdrawn. */
    value: string | null;
    reason: string | null;
    actor: string;
    at: string;
  };
  declared_features: {
    id: Generated<number>;
    tenant_id: string;
    feature_id: string;
    /** Null: withdrawn. */
    said: string | null;
    reason: string | null;
    actor: string;
    at: string;
  };
  decisions: {
    id: Generated<number>;
    tenant_id: string;
    key: string;
    kind: string;
    reason: string;
    actor: string;
    at: string;
    /** Digest of the evidence and the verdict at that time. */
    rests_on: string;
    lapsed_at: string | null;
  };
  seen_signatures: { digest: string; until: Date };
  audit_heads: { tenant_id: string; seq: number; hash: string };
}
