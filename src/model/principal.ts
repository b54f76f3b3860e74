export const ROLES = ['admin', 'officer', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Every tenant that is there or will be; only a grant for all of them makes tenants, users and tokens. */
export const EVERY_TENANT = '*';

export interface Grant {
  /** A tenant's id, or `*`. */
  tenant: string;
  role: Role;
}

/** Who acts: a person or an API token, with what was granted. Found out once a request, never stored with one. */
export interface Principal {
  id: string;
  kind: 'user' | 'token';
  name: string;
  grants: readonly Grant[];
}

/** The one table of who may do what. */
export const ACTIONS = {
  read: ['admin', 'officer', 'auditor'],
  audit: ['admin', 'officer', 'auditor'],
  declare: ['admin', 'officer'],
  decide: ['admin', 'officer'],
  scan: ['admin'],
  connect: ['admin'],
  manage: ['admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Action = keyof typeof ACTIONS;

export function may(principal: Pick<Principal, 'grants'>, tenant: string, action: Action): boolean {
  const roles: readonly Role[] = ACTIONS[action];
  return grantsFor(principal, tenant).some(({ role }) => roles.includes(role));
}

/** Without any grant a tenant does not exist for somebody: neither its inventory nor its name. */
export function sees(principal: Pick<Principal, 'grants'>, tenant: string): boolean {
  return grantsFor(principal, tenant).length > 0;
}

function grantsFor({ grants }: Pick<Principal, 'grants'>, tenant: string): readonly Grant[] {
  return grants.filter((grant) => grant.tenant === EVERY_TENANT || grant.tenant === tenant);
}
