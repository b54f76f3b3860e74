import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from './cli.ts';

const FILES = fileURLToPath(new URL('../fixtures/hubspot/import', import.meta.url));
const KEY = 'hubspot:workflow:700100200:openai-api';

describe('src/cli/explain', () => {
  const home = mkdtempSync(join(tmpdir(), 'cli-'));
  const env = { DATA_DIR: join(home, 'data') };
  beforeAll(async () => {
    const { code } = await run(['import', FILES, '--crm', 'hubspot', '--lang', 'fr', '--json'], env);
    expect(code).toBe(0);
  }, 120_000);
  afterAll(() => rmSync(home, { recursive: true }));

  it.each([
    ['en', 'Verdict: undetermined', 'What it is used for is not known', 'Art. 3(12)', 'the same verdict'],
    [
      'de',
      'Einstufung: unbestimmt',
      'Wofür es verwendet wird, ist nicht bekannt',
      'Art. 3 Nr. 12',
      'dieselbe Einstufung',
    ],
  ])(
    'tells the chain behind an entry (%s)',
    async (lang, verdict, why, article, replay) => {
      const { code, stdout } = await run(['explain', KEY, '--lang', lang], env);
      expect(code).toBe(0);
      for (const words of [verdict, why, `→ unknown-purpose → ${article}`, replay]) {
        expect(stdout).toContain(words);
      }
    },
    60_000,
  );

  it('names what it does not know as a fault of the command', async () => {
    const { code, stdout, stderr } = await run(['explain', 'hubspot:workflow:0'], env);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('There is no entry “hubspot:workflow:0”');
  }, 60_000);

  it('reassesses without a call and says that nothing has changed', async () => {
    const { code, stdout } = await run(['reassess', '--lang', 'es'], env);
    expect([code, stdout]).toEqual([0, 'Nada ha cambiado: 1 funciones conservan su veredicto.\n']);
    const { stdout: json } = await run(['reassess', '--json'], env);
    expect(JSON.parse(json)).toMatchObject({
      changes: [],
      stamps: { after: { rules: expect.stringMatching(/^\d+-/) } },
    });
  }, 60_000);

  it('refuses a language that it does not speak', async () => {
    const { code, stderr } = await run(['explain', KEY, '--lang', 'la'], env);
    expect(code).toBe(2);
    expect(stderr).toMatch(/en, fr, de, es/);
  }, 60_000);
});
