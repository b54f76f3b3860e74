import type { Tenant } from '#src/model/inventory.ts';
import type { Told } from './schema.ts';

/** What is asked of HubSpot about one record: only what some feature that is shown makes worth asking. */
export interface Wanted {
  objectTypeId: string;
  /** As our lists name the type. */
  type: string;
  objectId: string;
  properties: readonly string[];
  chats: boolean;
  segments: boolean;
}

/** Absent: it was not asked. */
export interface FoundOnRecord {
  properties?: Told<{ filled: string[]; empty: string[] }>;
  chats?: Told<{ count: number; atLeast: boolean; accounts: string[]; everyAccount: boolean }>;
  segments?: Told<{ segments: string[] }>;
}

/** Asks HubSpot now, within a budget of time. Both throw `AuthFailed` when the credentials are refused. */
export interface Live {
  record(tenant: Tenant, wanted: Wanted): Promise<FoundOnRecord>;
  /** Is this user a super admin of the account? Null: HubSpot did not say. */
  isSuperAdmin(tenant: Tenant, user: string): Promise<boolean | null>;
}
