import type { Generated } from 'kysely';

/** Rows as they are kept. JSON is kept as text: it is read back whole, and text is what both databases return fastest. */
export interface Database {
  tenants: { id: string; crm: string; name: string; account: string };
  scans: {
    id: string;
    tenant_id: string;
    kind: string;
    state: 'running' | 'done' | 'failed';
    started_at: string;
    finished_at: string | null;
    /** The place among the tenant's finished scans. */
    finish_no: number | null;
    requests: number;
    stamps: string;
    coverage: string;
    examined: string;
    not_visible: string;
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
  };
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
  audit_heads: { tenant_id: string; seq: number; hash: string };
}
