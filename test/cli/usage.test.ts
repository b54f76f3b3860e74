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

  it('says that there is nothing to import', async () => {
    const { code, stdout, stderr } = await run(['import', join(home, 'nowhere'), '--crm', 'hubspot'], { DATA_DIR });
    expect([code, stdout]).not.toEqual([0, expect.anything()]);
    expect(stderr).not.toContain('fault of ours');
  }, 60_000);
});
