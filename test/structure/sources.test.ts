import { describe, expect, it } from '@jest/globals';
import { SETTINGS } from '../../src/config.ts';
import {
  exists,
  filesIn,
  importsOf,
  isKebab,
  read,
  SOURCE_FOLDERS,
  sourceFiles,
  testFiles,
} from './support/repository.ts';

const MAX_LINES = 300;
const climbs = (path: string) => importsOf(path).map((name) => name.split('../').length - 1);

describe('structure/sources', () => {
  it.each(SOURCE_FOLDERS)('%s holds files to look at', (folder) => {
    expect(sourceFiles().filter((path) => path.startsWith(folder)).length).toBeGreaterThan(0);
  });

  it('climbs at most two folders in source and three in tests', () => {
    expect(sourceFiles().filter((path) => climbs(path).some((steps) => steps > 2))).toEqual([]);
    const tests = [...filesIn('test'), ...filesIn('test', '.tsx')];
    expect(tests.filter((path) => climbs(path).some((steps) => steps > 3))).toEqual([]);
  });

  it(`has no source file over ${MAX_LINES} lines`, () => {
    expect(sourceFiles().filter((path) => read(path).split('\n').length - 1 > MAX_LINES)).toEqual([]);
  });

  it('calls files and folders in kebab-case', () => {
    const odd = [...sourceFiles(), ...filesIn('test'), ...filesIn('test', '.tsx')].filter((path) =>
      path.split('/').some((part) => !isKebab(part.replace(/(\.test)?\.tsx?$/, '')) && !/^\d{4}-/.test(part)),
    );
    expect(odd).toEqual([]);
  });

  it('exports by name only, and keeps out what cannot be stripped', () => {
    const odd = sourceFiles().filter((path) =>
      /^export default|^\s*(export )?(const )?enum |^\s*namespace /m.test(read(path)),
    );
    expect(odd).toEqual([]);
  });

  it('points only to documents that are there', () => {
    const lost = sourceFiles().flatMap((path) =>
      [...read(path).matchAll(/\/[*/].*?\b([\w/.-]+\.md)\b/g)]
        .map(([, name = '']) => name)
        .filter((name) => name !== 'BEHAVIOR.md' && !exists(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(lost).toEqual([]);
  });

  it('titles each test by the path of what it tests', () => {
    const untitled = testFiles().filter((path) => {
      const [, title = ''] =
        /\bdescribe(?:InChromium|InPhp|WithPhp|\.each\(\w+\))?\(\s*['"`]([^'"`]+)['"`]/.exec(read(path)) ?? [];
      return !/^[a-z][a-z0-9-]*\//.test(title);
    });
    expect(untitled).toEqual([]);
  });
});

describe('structure/sources: settings', () => {
  const described = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1] ?? '');

  it('describes every setting in .env.example, and nothing else', () => {
    expect(described.toSorted()).toEqual(SETTINGS.toSorted());
  });

  it('reads the environment in one place', () => {
    const readers = sourceFiles().filter((path) => path.startsWith('src/') || path.startsWith('connectors/'));
    const direct = readers.flatMap((path) =>
      [...read(path).matchAll(/process\.env(?:\.|\[)\W?(\w+)/g)].map(() => path),
    );
    expect(direct).toEqual([]);
    expect(readers.filter((path) => read(path).includes('process.env'))).toEqual(['src/cli/run.ts']);
  });
});
