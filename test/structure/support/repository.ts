import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ALIAS = /^#(src|connectors|mappings|simulator|plugins)\//;

/** Files below a folder of the repository, as paths from its root, in order; none when there is no such folder. */
export function filesIn(folder: string, ending = '.ts'): string[] {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
      .filter((path) => !path.includes('node_modules'))
      .sort();
  } catch {
    return [];
  }
}

export const SOURCE_FOLDERS = ['src', 'connectors', 'mappings', 'rules', 'simulator', 'plugins', 'tools'];
export const sourceFiles = () => SOURCE_FOLDERS.flatMap((folder) => [...filesIn(folder), ...filesIn(folder, '.tsx')]);
export const testFiles = (folder = 'test') => [...filesIn(folder, '.test.ts'), ...filesIn(folder, '.test.tsx')];

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function exists(path: string): boolean {
  try {
    read(path);
    return true;
  } catch {
    return false;
  }
}

/** What a file imports, as written. */
export function importsOf(path: string): string[] {
  return [...read(path).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** What a file imports of this repository, as paths from its root. */
export function ownImportsOf(path: string): string[] {
  return importsOf(path).flatMap((name) => {
    if (ALIAS.test(name)) {
      return [name.slice(1)];
    }
    return name.startsWith('.') ? [join(dirname(path), name)] : [];
  });
}

/** Every file that some test below a folder imports itself. */
export function testedIn(folder: string): Set<string> {
  return new Set(testFiles(folder).flatMap((path) => ownImportsOf(path)));
}

export const isKebab = (name: string) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

export function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
