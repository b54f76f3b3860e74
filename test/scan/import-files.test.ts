import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { presentScan } from '../../src/exports/present-scan.ts';

const FILES = fileURLToPath(new URL('../fixtures/sugarcrm/import', import.meta.url));
/** As the process definition names itself, in the file. */
const PROCESS = /^sugarcrm:process-definition:[0-9a-f]{32}:openai-api$/;

describe('src/scan/import-files with files of SugarCRM', () => {
  it('finds the model in a process and the bot in a contact flow, and repeats no header', async () => {
    const app = await openApp(readConfig({}), { memory: true });
    try {
      const { stored, errors } = await app.importPath('sugarcrm', FILES, 'files');
      const result = presentScan(stored, app.words());
      expect(errors).toEqual([]);
      expect(result.features.map(({ key, tier, flags, notice }) => [key, tier, flags, notice])).toEqual([
        ['sugarcrm:chat:Portal flow', 'limited', ['transparency-notice'], 'absent'],
        [expect.stringMatching(PROCESS), 'high', ['high-risk-review'], 'not-needed'],
      ]);
      expect(JSON.stringify(result)).not.toContain('planted-header-value');
    } finally {
      await app.close();
    }
  }, 60_000);
});
