import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTIONS, type Action, ROLES } from '../../src/model/principal.ts';
import { finish } from '../store/support/build.ts';
import { type Client, places, startTestService, type TestService } from './support/service.ts';

const ENTERED = { name: 'Screening', system: { vendor: 'Acme', name: 'Screen' } };

describe.each(places)('service/rights on %s', (_where, startPlace) => {
  let place: Awaited<ReturnType<typeof startPlace>>;

  interface Operation {
    method: string;
    path: string;
    access: string;
    operationId: string;
  }

  let service: TestService;
  let operations: Operation[];
  /** By role and grant: `officer hubspot-1`, `admin *`. */
  const clients = new Map<string, Client>();
  const ids = { own: '', foreign: '' };
  const scans: Record<string, string> = {};
  const entered: Record<string, string> = {};
  const KEY = 'hubspot:workflow:1';

  beforeAll(async () => {
    place = await startPlace();
    service = await startTestService(place.env);
    for (const [which, account] of [
      ['own', '1'],
      ['foreign', '2'],
    ] as const) {
      const tenant = await service.store.upsertTenant('hubspot', account);
      ids[which] = tenant.id;
      // Each has a feature that the other has not.
      const { id } = await finish(service.store.of(tenant), { features: { [account]: { tier: 'high' } } });
      scans[which] = id;
      const made = await (await service.as('admin'))('POST', `/api/v1/tenants/${tenant.id}/declared`, ENTERED);
      entered[which] = made.body.asset.externalId;
    }
    for (const role of ROLES) {
      clients.set(`${role} own`, await service.as(role, ids.own));
      clients.set(`${role} *`, await service.as(role));
    }
    const described = await clients.get('auditor own')!('GET', '/api/v1/openapi.json');
    operations = Object.entries(
      described.body.paths as Record<string, Record<string, { 'x-access': string; operationId: string }>>,
    ).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        access: operation['x-access'],
        operationId: operation.operationId,
      })),
    );
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await place.stop();
  });

  const isOfTenant = ({ path }: Operation) => path.startsWith('/tenants/{id}');
  const at = ({ path }: Operation, tenant: string) =>
    `/api/v1${path
      .replace('{id}', tenant)
      .replace('{scanId}', 'none')
      .replace('{key}', encodeURIComponent(KEY))
      .replace('{fact}', 'effect')
      .replaceAll(/\{\w+\}/g, 'none')}`;

  /** Who may is told that the input is wrong, before anything is done; who may not is told so before that. */
  const WRONG = '?not-a-parameter=1';
  const allows = (access: string, role: (typeof ROLES)[number]) =>
    access === 'everyone' || access === 'signed-in' || (ACTIONS[access as Action] as readonly string[]).includes(role);

  describe('for everybody who asks', () => {
    it('knows who may call every route there is', () => {
      expect(operations.length).toBeGreaterThan(30);
      const known = ['everyone', 'signed-in', ...Object.keys(ACTIONS)];
      expect(operations.filter(({ access }) => !known.includes(access))).toEqual([]);
    });

    it('asks everybody who he is, but for what is open to all', async () => {
      for (const operation of operations) {
        const answer = await fetch(service.origin + at(operation, ids.own) + WRONG, { method: operation.method });
        expect([operation, answer.status]).toEqual([operation, operation.access === 'everyone' ? 400 : 401]);
      }
    });

    it.each(ROLES)(
      'lets the %s of a tenant do there what the table of actions says, and nothing elsewhere',
      async (role) => {
        const call = clients.get(`${role} own`)!;
        for (const operation of operations) {
          const { access, method } = operation;
          const open = access === 'everyone' || access === 'signed-in';
          const wanted = open || (isOfTenant(operation) && allows(access, role)) ? 400 : 403;
          expect([operation, (await call(method, at(operation, ids.own) + WRONG)).status]).toEqual([operation, wanted]);
          if (isOfTenant(operation)) {
            for (const tenant of [
              ids.foreign,
              'hubspot-3',
              '*',
              '%2A',
              'install',
              `${ids.own}%20`,
              ids.own.toUpperCase(),
            ]) {
              const answer = await call(method, at(operation, tenant) + WRONG);
              expect([operation, tenant, answer.status]).toEqual([operation, tenant, 404]);
            }
          }
        }
      },
      120_000,
    );

    it.each(ROLES)(
      'lets the %s of the install do what the table says, in each tenant',
      async (role) => {
        const call = clients.get(`${role} *`)!;
        for (const operation of operations) {
          const wanted = allows(operation.access, role) ? 400 : 403;
          for (const tenant of isOfTenant(operation) ? [ids.own, ids.foreign] : ['']) {
            const answer = await call(operation.method, at(operation, tenant) + WRONG);
            expect([operation, answer.status]).toEqual([operation, wanted]);
          }
        }
      },
      120_000,
    );

    it('finds no scan and no feature of another tenant under its own', async () => {
      const call = clients.get('admin own')!;
      const bodies: Record<string, unknown> = {
        'PUT /tenants/{id}/features/{key}/facts/{fact}': { value: ['hiring'] },
        'POST /tenants/{id}/features/{key}/decisions': { kind: 'accept', reason: 'because' },
        'PUT /tenants/{id}/declared/{declaredId}': ENTERED,
      };
      const named = operations.filter(({ path }) => /\{(scanId|key|declaredId)\}/.test(path));
      expect(named.length).toBeGreaterThanOrEqual(11);
      for (const operation of named) {
        const path = operation.path
          .replace('{id}', ids.own)
          .replace('{scanId}', scans['foreign']!)
          .replace('{declaredId}', entered['foreign']!)
          .replace('{key}', encodeURIComponent('hubspot:workflow:2'))
          .replace('{fact}', 'effect');
        const answer = await call(operation.method, `/api/v1${path}`, bodies[`${operation.method} ${operation.path}`]);
        expect([operation, answer.status]).toEqual([operation, 404]);
      }
    });

    it('lists only what somebody may see', async () => {
      const own = await clients.get('auditor own')!('GET', '/api/v1/tenants');
      const all = await clients.get('auditor *')!('GET', '/api/v1/tenants');
      expect(own.body.data.map(({ id }: { id: string }) => id)).toEqual([ids.own]);
      expect(all.body.data.map(({ id }: { id: string }) => id)).toEqual([ids.own, ids.foreign]);
    });
  });
});
