import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';
import { finish } from './support/build.ts';

const fault = (code = 'VENDOR_UNAVAILABLE') => ({ code, message: 'It is away.', help: 'Wait.' });
const AT = '2026-11-27T10:00:00.000Z';

describe.each(databases)('src/store/pushes on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    own = database.store.of(await database.store.upsertTenant('sugarcrm', 'acme.example'));
    await own.connections.save({ auth: 'password', credentials: {} }, ADA);
    await finish(own, { features: { a: {} } });
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const revision = async () => (await own.card.view(1))?.revision ?? '';
  const outdated = () => database.store.outdatedPushes({ limit: 10 });
  const acts = async () => (await own.audit.entries()).filter(({ action }) => action.startsWith('summary.'));

  it('knows nothing of a tenant whose package nobody saw, and wants it told nothing', async () => {
    expect(await own.pushes.read()).toBeUndefined();
    expect(await outdated()).toEqual([]);
  });

  it('keeps what Sugar shows, and notes what was written, by whom and when', async () => {
    await own.pushes.shown('r1', { digest: 'd', features: 3 });
    await own.pushes.shown('r2');
    expect(await own.pushes.read()).toEqual({ state: 'shown', at: expect.any(String), revision: 'r2', tries: 0 });
    expect(await acts()).toMatchObject([
      {
        action: 'summary.pushed',
        actor: { kind: 'system' },
        target: own.tenant.id,
        details: { digest: 'd', features: 3 },
      },
    ]);
  });

  it('wants to be told again when the inventory changed, and by a decision too', async () => {
    await own.pushes.shown(await revision());
    expect(await outdated()).toEqual([]);
    const entry = (await own.features.get('hubspot:workflow:a'))!;
    await own.decisions.add({ kind: 'accept', reason: 'as it is', by: ADA }, entry);
    expect(await outdated()).toEqual([own.tenant.id]);
    expect(await database.store.outdatedPushes({ limit: 10, tenant: 'other' })).toEqual([]);
  });

  it('is tried again when its time has come, and says once why it failed', async () => {
    await own.pushes.shown('r0');
    await own.pushes.failed(fault(), 60_000);
    await own.pushes.failed(fault(), 60_000);
    expect(await own.pushes.read()).toEqual({
      state: 'waiting',
      at: expect.any(String),
      revision: 'r0',
      tries: 2,
      fault: fault(),
    });
    expect(await outdated()).toEqual([]);
    database.clock.forward(60_000);
    expect(await outdated()).toEqual([own.tenant.id]);
    await own.pushes.failed(fault('ACCESS_DENIED'));
    expect(await outdated()).toEqual([]);
    expect((await acts()).map(({ action, details }) => [action, details?.['code']])).toEqual([
      ['summary.not-pushed', 'ACCESS_DENIED'],
      ['summary.not-pushed', 'VENDOR_UNAVAILABLE'],
    ]);
    await own.pushes.shown('r1');
    expect(await own.pushes.read()).toEqual({ state: 'shown', at: expect.any(String), revision: 'r1', tries: 0 });
  });

  it('is left alone once the package is gone', async () => {
    await own.pushes.shown('r0');
    await own.pushes.removed();
    expect(await own.pushes.read()).toEqual({ state: 'removed', at: expect.any(String), tries: 0 });
    expect(await outdated()).toEqual([]);
    expect((await acts()).map(({ action }) => action)).toEqual(['summary.removed']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a scan waits or runs', () => own.requests.add({ kind: 'resync', id: 's', by: ADA.id, at: AT })],
    ['its credentials are refused', () => own.connections.breakOff('refused', ADA)],
    ['it is not connected', () => own.connections.remove(ADA)],
  ])('is not told while %s', async (_when, change) => {
    await own.pushes.shown('r0');
    expect(await outdated()).toEqual([own.tenant.id]);
    await change();
    expect(await outdated()).toEqual([]);
  });

  it('is erased with its tenant', async () => {
    await own.pushes.shown('r0');
    await database.store.eraseTenant(own.tenant.id, ADA);
    expect(await database.db.selectFrom('pushes').selectAll().execute()).toEqual([]);
  });

  it('knows when a scan last read the CRM, which a reassessment does not', async () => {
    const before = await own.scans.lookedAt();
    await finish(own, { features: { a: {} }, at: '2026-11-28T10:00:00.000Z' });
    expect(await own.scans.lookedAt()).not.toBe(before);
    await database.db.updateTable('scans').set({ kind: 'reassess' }).where('finish_no', '=', 2).execute();
    expect(await own.scans.lookedAt()).toBe(before);
  });
});
