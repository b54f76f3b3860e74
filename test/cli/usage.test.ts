import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { run } from './cli.ts';
import { ScanJson } from './scan-json.ts';

const FILES = fileURLToPath(new URL('../fixtures/hubspot/import', import.meta.url));

describe('src/cli/program without an account', () => {
  const home = mkdtempSync(join(tmpdir(), 'cli-'));
  const DATA_DIR = join(home, 'data');
  afterAll(() => rmSync(home, { recursive: true }));

  it.each([
    ['an unknown command', ['conquer'], /unknown command 'conquer'/],
    ['an unknown CRM', ['scan', 'excel'], /Must be one of: hubspot, sugarcrm/],
    ['an unknown tier', ['scan', 'hubspot', '--fail-on', 'high,dreadful'], /Not a tier: dreadful/],
    ['an import from nowhere', ['import', FILES], /--crm <crm>' not specified/],
  ])(
    'exits 2 for %s and shows the usage',
    async (_, args, expected) => {
      const { code, stdout, stderr } = await run(args, { DATA_DIR });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(expected);
      expect(stderr).toContain('Usage: ai-inventory');
    },
    60_000,
  );

  it('lists every fault of the configuration at once', async () => {
    const env = { DATA_DIR, RATE_SHARE: '7', HUBSPOT_API_URL: 'ftp://x', DATABASE_URL: 'mysql://x' };
    const { code, stderr } = await run(['scan', 'hubspot'], { ...env, HUBSPOT_ACCESS_TOKEN_FILE: join(home, 'none') });
    expect(code).toBe(2);
    for (const name of ['RATE_SHARE', 'HUBSPOT_API_URL', 'DATABASE_URL', 'HUBSPOT_ACCESS_TOKEN_FILE']) {
      expect(stderr).toContain(name);
    }
  }, 60_000);

  it('imports what can be read of a folder, names what cannot, and exits 3', async () => {
    const folder = join(home, 'exported');
    cpSync(FILES, folder, { recursive: true });
    writeFileSync(join(folder, 'cut-off.json'), '{"id":"1","actions":[{"type":');
    writeFileSync(join(folder, 'picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
    const { code, stdout, stderr } = await run(['import', folder, '--crm', 'hubspot', '--json'], { DATA_DIR });
    expect(code).toBe(3);
    expect(stderr).toContain('Not imported: cut-off.json');
    const result = ScanJson.parse(JSON.parse(stdout));
    expect(result.scan).toMatchObject({ kind: 'import', requests: 0 });
    expect(result.examined.assets).toBeGreaterThan(5);
  }, 60_000);

  it.each([
    ['a path that is not there', () => join(home, 'nowhere'), /does not exist/],
    ['an empty folder', () => mkdtempSync(join(home, 'empty-')), /no file to import/],
  ])(
    'keeps nothing of %s, and exits 2',
    async (_, path, expected) => {
      const env = { DATA_DIR: join(home, 'nothing') };
      const { code, stdout, stderr } = await run(['import', path(), '--crm', 'hubspot'], env);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(expected);
      expect((await run(['export'], env)).stderr).toContain('No account is kept here yet.');
    },
    60_000,
  );

  it('says so when none of the files can be read, and exits 3', async () => {
    const file = join(home, 'notes.json');
    writeFileSync(file, 'to do: export the workflows');
    const { code, stdout, stderr } = await run(['import', file, '--crm', 'hubspot'], { DATA_DIR });
    expect([code, stderr]).toEqual([3, 'Not imported: notes.json: is not valid JSON.\n']);
    expect(stdout).toContain('Nothing could be read.');
    expect(stdout).not.toContain('No AI feature');
  }, 60_000);

  it('says which file cannot be written, and exits 2', async () => {
    const own = { DATA_DIR: join(home, 'own') };
    await run(['import', FILES, '--crm', 'hubspot'], own);
    const { code, stdout, stderr } = await run(['export', '--out', join(home, 'lost', 'register.csv')], own);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('register.csv cannot be written (ENOENT).');
  }, 60_000);

  it('knows its version', async () => {
    expect(await run(['--version'])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
  }, 60_000);
});
