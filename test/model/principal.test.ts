import { describe, expect, it } from '@jest/globals';
import { type Action, ACTIONS, EVERY_TENANT, type Grant, may, type Role, sees } from '../../src/model/principal.ts';

const withGrants = (...grants: Grant[]) => ({ grants });
const admin = withGrants({ tenant: EVERY_TENANT, role: 'admin' });
const mixed = withGrants({ tenant: 'a', role: 'auditor' }, { tenant: 'b', role: 'officer' });

describe('model/principal', () => {
  it.each`
    action       | admin   | officer  | auditor
    ${'read'}    | ${true} | ${true}  | ${true}
    ${'audit'}   | ${true} | ${true}  | ${true}
    ${'declare'} | ${true} | ${true}  | ${false}
    ${'decide'}  | ${true} | ${true}  | ${false}
    ${'scan'}    | ${true} | ${false} | ${false}
    ${'connect'} | ${true} | ${false} | ${false}
    ${'manage'}  | ${true} | ${false} | ${false}
  `('lets each role $action as the table says', ({ action, ...allowed }) => {
    for (const [role, wanted] of Object.entries(allowed)) {
      expect(may(withGrants({ tenant: 'a', role: role as Role }), 'a', action as Action)).toBe(wanted);
    }
  });

  it('gives a grant for every tenant to each of them, and one for a tenant to no other', () => {
    expect([may(admin, 'a', 'manage'), may(admin, EVERY_TENANT, 'manage')]).toEqual([true, true]);
    expect([may(mixed, 'a', 'declare'), may(mixed, 'b', 'declare')]).toEqual([false, true]);
    expect(Object.keys(ACTIONS).some((action) => may(mixed, 'c', action as Action))).toBe(false);
  });

  it('does not take an admin of one tenant for one of all', () => {
    expect(may(withGrants({ tenant: 'a', role: 'admin' }), EVERY_TENANT, 'manage')).toBe(false);
  });

  it('shows a tenant to whoever has any grant for it', () => {
    expect([sees(mixed, 'a'), sees(mixed, 'c'), sees(admin, 'c'), sees(withGrants(), 'a')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
