/** Rows about people who sign in; those of better-auth as far as we read them ourselves. */
export interface IdentityTables {
  users: {
    id: string;
    name: string;
    email: string;
    email_verified: boolean;
    second_factor: boolean;
    created_at: Date;
    updated_at: Date;
  };
  user_sessions: {
    id: string;
    user_id: string;
    token: string;
    expires_at: Date;
    ip_address: string | null;
    user_agent: string | null;
    created_at: Date;
    updated_at: Date;
  };
  user_accounts: {
    id: string;
    user_id: string;
    provider_id: string;
    account_id: string;
    password: string | null;
    updated_at: Date;
  };
  user_second_factors: { id: string; user_id: string };
  user_verifications: { id: string; identifier: string; value: string; expires_at: Date };
  request_counts: { id: string; key: string; count: number; last_request: string };
  user_grants: { user_id: string; tenant_id: string; role: string };
  invitations: {
    id: string;
    digest: string;
    kind: 'first-admin' | 'invitation' | 'reset';
    email: string | null;
    grants: string;
    created_at: Date;
    expires_at: Date;
  };
  sign_in_failures: { key: string; count: number; until: Date };
  identity_secret: { id: number; sealed: string };
  access_tokens: {
    tenant_id: string;
    sealed: string | null;
    expires_at: Date | null;
    claimed_by: string | null;
    claimed_until: Date | null;
  };
  hubspot_installs: { state_digest: string; session_id: string; sealed_verifier: string; expires_at: Date };
}
