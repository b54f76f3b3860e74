import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sugar, type SugarInstance, startSugar } from '../../../simulator/sugarcrm/server.ts';
import { type Client, logIn, passwordGrant, send, UDO, worldOf } from './client.ts';

const PATH = 'Administration/config/aiinv';
const COLUMN_BYTES = 65_535;

describe('simulator/sugarcrm/settings', () => {
  let sugar: Sugar;
  let small: SugarInstance;
  let admin: Client;

  beforeAll(async () => {
    const world = worldOf({ settings: { aiinv: { aiinv_given: 'by the world' } } });
    sugar = await startSugar({ worlds: [world], limits: false });
    small = sugar.instances.small!;
  });
  afterAll(() => sugar.close());
  beforeEach(async () => {
    sugar.reset();
    admin = await logIn(small);
  });

  /** An administrator on a platform of his choice. */
  async function on(platform: string) {
    const grant = await send(small, 'oauth2/token', { body: passwordGrant(small, { platform }) });
    const headers = { 'oauth-token': grant.body.access_token as string };
    return (body?: unknown) => send(small, PATH, { headers, ...(body !== undefined && { body }) });
  }

  it('keeps what bears the prefix, and drops the rest without a word', async () => {
    const written = await admin.send(PATH, { body: { aiinv_a: 'x', other_b: 'y', c: 'z' } });

    expect(written).toMatchObject({ status: 200, body: { aiinv_a: 'x', aiinv_given: 'by the world', aiinv: true } });
    expect(Object.keys((await admin.get(PATH)).body).sort()).toEqual(['aiinv', 'aiinv_a', 'aiinv_given']);
  });

  it('takes the prefix out of the middle of a key too', async () => {
    await admin.send(PATH, { body: { aiinv_my_aiinv_key: 1 } });

    expect((await admin.get(PATH)).body).toMatchObject({ aiinv_my_key: 1 });
  });

  it.each([
    ['an object', { a: { b: [1, 'é/"\\'] } }, { a: { b: [1, 'é/"\\'] } }],
    ['an empty object', { a: {} }, { a: [] }],
    ['digits', '007', 7],
    ['text that is JSON', '[1,{}]', [1, []]],
    ['text that only looks like it', '{oops', '{oops'],
    ['no', false, ''],
    ['yes', true, 1],
    ['nothing', null, ''],
  ])('gives back %s as PHP does', async (_, value, expected) => {
    await admin.send(PATH, { body: { aiinv_v: value } });

    expect((await admin.get(PATH)).body.aiinv_v).toEqual(expected);
  });

  it('keeps a row a platform, of which the one of base wins', async () => {
    const [base, own, mobile] = [await on('base'), await on('aiinv'), await on('mobile')];

    await own({ aiinv_v: 'own' });
    await mobile({ aiinv_v: 'mobile' });
    expect((await own()).body.aiinv_v).toBe('mobile');
    await own({ aiinv_v: 'own again' });
    expect((await mobile()).body.aiinv_v).toBe('own again');
    await base({ aiinv_v: 'base' });
    await own({ aiinv_v: 'too late' });
    expect((await own()).body.aiinv_v).toBe('base');
    await base({ aiinv_v: 'base again' });
    expect((await own()).body.aiinv_v).toBe('base again');
  });

  it('loses what is longer than a column, and with it the JSON', async () => {
    const list = (length: number) => ['x'.repeat(length - 4)];

    await admin.send(PATH, { body: { aiinv_fits: list(COLUMN_BYTES), aiinv_long: list(COLUMN_BYTES + 1) } });

    const { body } = await admin.get(PATH);
    expect(body.aiinv_fits).toEqual(list(COLUMN_BYTES));
    expect([typeof body.aiinv_long, body.aiinv_long.length]).toEqual(['string', COLUMN_BYTES]);
  });

  it.each([
    ['a letter beyond ASCII as six', 'é', 6],
    ['a slash as two', '/', 2],
  ])('counts %s', async (_, letter, bytes) => {
    const most = Math.floor((COLUMN_BYTES - 4) / bytes);

    await admin.send(PATH, {
      body: { aiinv_fits: [letter.repeat(most)], aiinv_long: [letter.repeat(most + 1)] },
    });

    const { body } = await admin.get(PATH);
    expect([typeof body.aiinv_fits, typeof body.aiinv_long]).toEqual(['object', 'string']);
  });

  it('lets nobody but an administrator read or write', async () => {
    const user = await logIn(small, UDO);

    expect((await user.get(PATH)).status).toBe(403);
    expect((await user.send(PATH, { body: { aiinv_v: 'x' } })).status).toBe(403);
    expect((await admin.get(PATH)).body).not.toHaveProperty('aiinv_v');
  });

  it('begins again with those of the world', async () => {
    await admin.send(PATH, { body: { aiinv_given: 'changed' } });
    sugar.reset();
    admin = await logIn(small);

    expect((await admin.get(PATH)).body.aiinv_given).toBe('by the world');
  });
});
