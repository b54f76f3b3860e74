import type { Tenant } from '#src/model/inventory.ts';
import { type TenantStore, tenantStore } from '#src/store/store.ts';
import { tenantDatabase } from '#src/store/tenant-dialect.ts';
import type { TestDatabase } from '../../support/databases.ts';
import { withoutTenantClauses } from './without-clauses.ts';

/** Each of the two walls between tenants must hold when the other is gone. */
export const WALLS: [string, (database: TestDatabase, tenant: Tenant) => TenantStore][] = [
  ['by both walls', ({ store }, tenant) => store.of(tenant)],
  ['by where-clauses alone', ({ db, tools }, tenant) => tenantStore(db, tenant, tools)],
  [
    'by row-level security alone',
    ({ db, tools }, tenant) =>
      tenantStore(tenantDatabase(db, tenant.id).withPlugin(withoutTenantClauses), tenant, tools),
  ],
];
