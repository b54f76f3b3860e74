import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { compareInventories } from '../../src/scan/compare.ts';
import type { Crm } from '../../src/model/raw-asset.ts';
import type { StoredInventory } from '../../src/model/inventory.ts';

const CRMS: Crm[] = ['hubspot', 'sugarcrm'];

describe.each(CRMS)('src/scan/replay of files from %s', (crm) => {
  const files = fileURLToPath(new URL(`../fixtures/${crm}/import`, import.meta.url));
  let app: App;
  let stored: StoredInventory;
  beforeAll(async () => {
    app = await openApp(readConfig({}), { memory: true });
    ({ stored } = await app.importPath(crm, files, 'files'));
  }, 60_000);
  afterAll(() => app.close());

  it('gives every stored verdict again from the stored facts, under the same stamps', () => {
    expect(stored.entries.length).toBeGreaterThan(0);
    for (const { feature, assessment } of stored.entries) {
      expect(app.assess(feature)).toEqual(assessment);
    }
  });

  it('changes nothing when nothing has changed, and names the versions it judged with', async () => {
    const again = await app.reassess(stored.tenant);
    expect(compareInventories(stored, again)).toEqual([]);
    expect(again.scan).toMatchObject({ kind: 'reassess', requests: 0, stamps: stored.scan.stamps });
    expect(again.scan.stamps.rules).toMatch(/^\d+-[0-9a-f]{8}$/);
    expect(again.scan.stamps.law).toMatch(/cal-2026.*[0-9a-f]{8}$/);
  });
});
