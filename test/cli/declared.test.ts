import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/store/open-store.ts';
import { run } from './cli.ts';

const SCREENING = ['--name', 'CV screening', '--kind', 'score', '--vendor', 'Acme', '--system', 'Acme Screen'];

describe('cli/declared', () => {
  let home: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'ai-inventory-declared-'));
    const store = await openStore({ dataDir: home });
    await store.upsertTenant('hubspot', '1', 'Acme');
    await store.close();
  }, 60_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const declared = (...args: string[]) => run(['declared', ...args], { DATA_DIR: home });

  it('enters a feature, lists it, describes it anew and withdraws it', async () => {
    const facts = ['--planned', '--fact', 'effect=hiring', '--fact', 'subjectRoles=candidate, worker'];
    const added = await declared('add', ...SCREENING, ...facts);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const [, id = ''] = /^hubspot:declared:(\w+)\n$/.exec(added.stdout) ?? [];
    expect((await declared('list')).stdout).toMatch(new RegExp(`^${id}  CV screening  score  planned  said 20`));

    const changed = await declared('change', id, '--name', 'CV sorting', '--fact', 'planned=no', '--fact', 'effect=');
    expect(changed).toMatchObject({ code: 0, stderr: '' });
    expect((await declared('list')).stdout).toMatch(new RegExp(`^${id}  CV sorting  score  said 20`));

    const store = await openStore({ dataDir: home });
    const [tenant] = await store.tenants();
    const [last] = await store.of(tenant!).declared.history(id);
    await store.close();
    expect(last?.said).toEqual({
      name: 'CV sorting',
      kind: 'score',
      system: { vendor: 'Acme', name: 'Acme Screen' },
      facts: { planned: false, subjectRoles: ['candidate', 'worker'] },
    });

    expect((await declared('withdraw', id, '--reason', 'dropped')).code).toBe(0);
    expect((await declared('list')).stdout).toBe('');
    expect((await declared('withdraw', id)).code).toBe(2);
  }, 120_000);

  it('takes what the vendor’s feature is from the catalogue', async () => {
    const added = await declared('add', '--name', 'Assistant', '--catalogue', 'breeze-assistant');
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect((await declared('list')).stdout).toContain('Assistant  breeze-assistant  said');
  }, 60_000);

  it.each([
    ['nothing of what it is', [], /name/],
    ['no system', ['--name', 'x'], /system/],
    ['what no catalogue knows', ['--name', 'x', '--catalogue', 'nothing'], /catalogue/],
    ['a fact that there is not', [...SCREENING, '--fact', 'colour=red'], /colour/],
    ['a value that there is not', [...SCREENING, '--fact', 'effect=fame'], /hiring/],
  ])(
    'refuses %s',
    async (_what, args, told) => {
      const refused = await declared('add', ...args);

      expect([refused.code, refused.stdout]).toEqual([2, '']);
      expect(refused.stderr).toMatch(told);
    },
    60_000,
  );
});
