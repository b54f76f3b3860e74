import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSugar, type Sugar, type SugarInstance } from '../../simulator/sugarcrm/server.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { VendorUnavailable } from '../../src/kit/errors.ts';
import { MOST_BYTES } from '../../src/exports/sugarcrm/summary.ts';
import { lintPackage } from '../../tools/sugarcrm-package/lint.ts';
import { hurriedClock } from '../support/hurried-clock.ts';
import { sugarSettings } from '../worlds/settings.ts';
import { installPackage, summaryIn } from './support/install-package.ts';
import { type Client, startTestService, type TestService } from './support/service.ts';

const WRITE = { method: 'POST', path: '/rest/v11_23/Administration/config/aiinv' };
const write = (sugar: Sugar, world: string) => sugar.stats(world).writes.filter(({ path }) => !/packages/.test(path));

describe('service/package: what is told to a SugarCRM from the command line', () => {
  const clock = hurriedClock(10);
  let sugar: Sugar;
  let app: App;
  beforeAll(async () => {
    sugar = await startSugar({
      worlds: ['service-desk', 'plain-pro'],
      now: clock.now,
      wait: (ms) => clock.sleep(ms),
      scanner: lintPackage,
    });
    app = await openApp(readConfig({}), { memory: true }, clock);
    await installPackage(sugar.instances['service-desk']!);
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await sugar.close();
  });

  const scan = async (world: string) => {
    const { tenant, entries, cleared } = await app.with(sugarSettings(sugar, world)).scan('sugarcrm', {});
    return { own: app.store.of(tenant), entries, cleared };
  };

  it('writes nothing into an instance without the package', async () => {
    const { own } = await scan('plain-pro');
    expect(write(sugar, 'plain-pro')).toEqual([]);
    expect(await own.pushes.read()).toBeUndefined();
  });

  it('ends a scan as ever when the package cannot be told, and keeps why', async () => {
    const connector = app.registry.connectors.sugarcrm;
    const { push } = connector;
    connector.push = () => Promise.reject(new VendorUnavailable('SugarCRM answered 500.'));
    try {
      const { own, entries } = await scan('service-desk');
      expect(entries).toHaveLength(6);
      expect(await own.pushes.read()).toMatchObject({ state: 'waiting', fault: { code: 'VENDOR_UNAVAILABLE' } });
      expect(write(sugar, 'service-desk')).toEqual([]);
      connector.push = () => Promise.reject(new TypeError('a bug'));
      expect((await scan('service-desk')).entries).toHaveLength(6);
    } finally {
      connector.push = push!;
    }
  });

  it('tells the package what was found, once a day when nothing changes, and takes our own for no AI', async () => {
    const { own, entries, cleared } = await scan('service-desk');
    expect(write(sugar, 'service-desk')).toEqual([WRITE]);
    expect(await own.pushes.read()).toMatchObject({ state: 'shown', tries: 0 });
    expect(entries.map(({ feature }) => feature.asset.kind)).not.toContain('package');
    expect(cleared).toContainEqual(expect.objectContaining({ name: 'AI Feature Inventory' }));
    const held = await summaryIn(sugar.instances['service-desk']!);
    expect(held).toMatchObject({ version: 1, state: 'ready', complete: true, totals: { all: 6, Calls: 4 } });
    expect(JSON.stringify(held).length).toBeLessThan(MOST_BYTES);
    await scan('service-desk');
    expect(write(sugar, 'service-desk')).toHaveLength(1);
  });
});

describe('service/package: what is told to a SugarCRM that is connected', () => {
  let sugar: Sugar;
  let instance: SugarInstance;
  let service: TestService;
  let admin: Client;
  let tenant: string;
  beforeAll(async () => {
    sugar = await startSugar({ worlds: ['service-desk'], scanner: lintPackage });
    instance = sugar.instances['service-desk']!;
    await installPackage(instance);
    service = await startTestService({ PUBLIC_URL: 'https://ai.example.com' });
    admin = await service.as('admin');
    const auth = { type: 'password', username: instance.username, password: instance.password };
    const { body } = await admin('POST', '/api/v1/tenants', { crm: 'sugarcrm', url: instance.url, auth });
    tenant = `/api/v1/tenants/${body.id}`;
    await admin('POST', `${tenant}/scans`, {});
    await until(async () => (await admin('GET', tenant)).body.package?.state === 'shown');
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await sugar.close();
  });

  it('says what the package shows where the account is looked at, and notes that it was written', async () => {
    expect((await admin('GET', tenant)).body.package).toEqual({ state: 'shown', at: expect.any(String) });
    const { body } = await admin('GET', `${tenant}/audit`);
    expect(body.data).toContainEqual(
      expect.objectContaining({
        action: 'summary.pushed',
        details: expect.objectContaining({ features: 6, leftOut: 0 }),
      }),
    );
    const id = tenant.split('/').at(-1) ?? '';
    expect(await summaryIn(instance)).toMatchObject({ dashboard: `https://ai.example.com/tenants/${id}` });
  });

  it('tells a decision by itself, and writes nothing else', async () => {
    const { body } = await admin('GET', `${tenant}/features?tier=limited`);
    const key = encodeURIComponent(String(body.data[0].key));
    await admin('POST', `${tenant}/features/${key}/decisions`, {
      kind: 'publish-notice',
      reason: 'It is on the page.',
    });
    await until(async () => JSON.stringify(await summaryIn(instance)).includes('publish-notice'));
    expect(write(sugar, 'service-desk')).toEqual([WRITE, WRITE]);
  }, 60_000);

  it('takes it back when the account is erased', async () => {
    expect((await admin('DELETE', tenant)).status).toBe(204);
    expect(await summaryIn(instance)).toEqual({
      version: 1,
      state: 'disconnected',
      at: expect.any(String),
      digest: expect.any(String),
    });
    expect(write(sugar, 'service-desk')).toEqual([WRITE, WRITE, WRITE]);
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
