import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { Keyring, newSecretKey } from '../../src/kit/keyring.ts';
import { ADA } from './support/actors.ts';
import { finish } from './support/build.ts';

/** On the embedded database as a process opens it: what it says from memory must be what stands. */
describe('src/store/write-count', () => {
  let store: Store;
  const keyring = new Keyring([newSecretKey()]);
  beforeAll(async () => {
    store = await openStore({ memory: true }, { keyring: () => keyring, now: () => new Date() });
  });
  afterAll(() => store.close());

  it('sees each thing that this process writes, at once', async () => {
    const seen: unknown[] = [];
    const look = async () => {
      const [first, again] = [await store.cardStatus('1'), await store.cardStatus('1')];
      expect(again).toEqual(first);
      seen.push(first && [first.tenant.name, first.connection, first.language, first.open?.id]);
      return first?.revision;
    };
    await look();
    const own = store.of(await store.upsertTenant('hubspot', '1', 'One'));
    await look();
    await own.connections.save({ auth: 'token', credentials: { accessToken: 't' } }, ADA);
    await look();
    await own.connections.speak('de', ADA);
    await look();
    await own.requests.add({ kind: 'resync', id: 'open', by: 'ada', at: '2026-11-27T10:00:00.000Z' });
    await look();
    await store.renameTenant('hubspot-1', 'Uno', ADA);
    await look();
    await own.connections.breakOff('refused', ADA);
    await look();
    await own.leases.cancel('open', '2026-11-27T10:00:00.000Z');
    await look();
    await finish(own, {});
    const [one, two] = [await look(), (await finish(own, {}), await look())];
    await store.eraseTenant('hubspot-1', ADA);
    await look();

    expect(seen).toEqual([
      undefined,
      ['One', undefined, undefined, undefined],
      ['One', 'ok', undefined, undefined],
      ['One', 'ok', 'de', undefined],
      ['One', 'ok', 'de', 'open'],
      ['Uno', 'ok', 'de', 'open'],
      ['Uno', 'reconnect', 'de', 'open'],
      ['Uno', 'reconnect', 'de', undefined],
      ['Uno', 'reconnect', 'de', undefined],
      ['Uno', 'reconnect', 'de', undefined],
      undefined,
    ]);
    expect([typeof one, typeof two, one === two]).toEqual(['string', 'string', false]);
  });

  it('never keeps what a transaction that was open then wrote', async () => {
    const own = store.of(await store.upsertTenant('hubspot', '2', 'Two'));
    await own.connections.save({ auth: 'token', credentials: { accessToken: 't' } }, ADA);

    const during = Promise.all(Array.from({ length: 20 }, () => store.cardStatus('2')));
    await Promise.all([own.connections.speak('fr', ADA), during]);

    expect((await store.cardStatus('2'))?.language).toBe('fr');
  });
});
