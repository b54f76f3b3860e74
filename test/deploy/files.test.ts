import { describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { SETTINGS } from '../../src/config.ts';
import { exists, filesIn, ownImportsOf, read } from '../structure/support/repository.ts';
import { copiedInto } from './support/image.ts';

interface Compose {
  services: Record<string, { environment: Record<string, string>; command?: string; image?: string }>;
}
const compose = load(read('compose.yaml'), { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose;

/** Of one account for one scan, of a machine with one process, or for emulators: nothing that several containers share. */
const NOT_SHARED = [
  'HUBSPOT_ACCESS_TOKEN',
  'HUBSPOT_REFRESH_TOKEN',
  'HUBSPOT_API_URL',
  'HUBSPOT_APP_URL',
  'SUGARCRM_URL',
  'SUGARCRM_USERNAME',
  'SUGARCRM_PASSWORD',
  'SUGARCRM_CLIENT_ID',
  'SUGARCRM_CLIENT_SECRET',
  'SUGARCRM_TOKEN_URL',
  'SUGARCRM_SCOPE',
  'SUGARCRM_PLATFORM',
  'DATA_DIR',
  'PORT',
];

describe('deploy/compose.yaml', () => {
  it('starts PostgreSQL, the server and the workers, from one image', () => {
    const { database, web, worker, ...others } = compose.services;
    expect(others).toEqual({});
    expect(database?.image).toBe('postgres:18');
    expect([web?.command, worker?.command]).toEqual(['web', 'worker']);
    expect(web?.image).toBe(worker?.image);
  });

  it.each(['web', 'worker'])('hands every setting that there is to %s', (name) => {
    const given = Object.keys(compose.services[name]?.environment ?? {});
    expect(given.toSorted()).toEqual(SETTINGS.filter((one) => !NOT_SHARED.includes(one)).toSorted());
    expect(NOT_SHARED.filter((one) => !SETTINGS.includes(one))).toEqual([]);
  });
});

describe('deploy/Dockerfile', () => {
  const copied = copiedInto(read('Dockerfile'));

  it('takes along every folder that the program is made of', () => {
    const files = copied.flatMap((folder) => filesIn(folder));
    const needed = files.flatMap((path) => ownImportsOf(path)).map((path) => path.split('/')[0] ?? '');
    const missing = [...new Set(needed)].filter((folder) => !copied.includes(folder));
    expect(files.length).toBeGreaterThan(200);
    expect(missing).toEqual([]);
  });

  it('is shown nothing but what it takes along', () => {
    const shown = read('.dockerignore')
      .split('\n')
      .flatMap((line) => /^!(.+)$/.exec(line)?.[1] ?? []);
    expect(read('.dockerignore').split('\n')[0]).toBe('*');
    expect(shown.toSorted()).toEqual([...new Set([...copied, 'package-lock.json'])].toSorted());
  });
});

describe('deploy/ai-inventory.service', () => {
  const unit = read('deploy/ai-inventory.service');
  const program = packageJson.scripts['ai-inventory'];

  it('starts what npm starts, and so does the image', () => {
    expect(/^ExecStart=\/opt\/ai-inventory\/node_modules\/\.bin\/(.*)$/m.exec(unit)?.[1]).toBe(`${program} serve`);
    const entry = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(read('Dockerfile'))?.[1] ?? '[]') as string[];
    expect(entry.join(' ')).toBe(program);
    expect(exists('src/main.ts')).toBe(true);
  });

  it('leaves it alone when its settings are wrong, and starts it again after everything else', () => {
    expect(unit).toMatch(/^Restart=on-failure$/m);
    expect(unit).toMatch(/^RestartPreventExitStatus=2$/m);
  });
});
