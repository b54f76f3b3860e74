import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { newSecretKey, textOf } from '../../src/kit/keyring.ts';
import { SYSTEM } from '../../src/model/audit.ts';

const AT = '2026-11-27T10:00:00Z';

describe('src/app runClaimed', () => {
  it('keeps its scan while the vendor hangs with its very first answer', async () => {
    const config = readConfig({ OUTBOUND_ALLOW: '127.0.0.1', SECRET_KEYS: textOf([newSecretKey()]) });
    const app = await openApp(config, { memory: true }, systemClock, { holder: { id: 'test', leaseMs: 600 } });
    const lease = async () =>
      (await app.store.statements.executeSql('select lease_until::text as until from scans')).rows[0]?.['until'];
    const vendor = createServer((request, response) => {
      let isOver = false;
      response.once('close', () => (isOver = true));
      void (async () => {
        const before = await lease();
        while (!isOver && (await lease()) === before) {
          await setImmediate();
        }
        response.writeHead(401, { 'content-type': 'application/json' }).end('{}');
      })();
      request.resume();
    }).listen(0, '127.0.0.1');
    await once(vendor, 'listening');
    const apiUrl = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
    const tenant = await app.store.upsertTenant('hubspot', '1');
    const own = app.store.of(tenant);
    await own.connections.save({ auth: 'token', credentials: { accessToken: 'x', apiUrl } }, SYSTEM);
    await own.requests.add({ kind: 'resync', id: 's', by: 'test', at: AT });
    const scan = await own.leases.claim('s', AT);
    const stop = new AbortController();

    try {
      const run = app.runClaimed(tenant, scan!, { stop, endsScan: () => false });
      await expect(run).rejects.toMatchObject({ code: 'AUTH_FAILED' });
    } finally {
      vendor.closeAllConnections();
      vendor.close();
      await app.close();
    }
  });
});
