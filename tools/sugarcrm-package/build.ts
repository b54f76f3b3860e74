import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { zipSync, type Zippable } from 'fflate';
import packageJson from '../../package.json' with { type: 'json' };
import { OWN_PACKAGE } from '../../src/model/pushed-summary.ts';
import { languageFiles } from './languages.ts';
import { phpOf } from './php-text.ts';

const SOURCE = new URL('../../plugins/sugarcrm/src/', import.meta.url);
const LIST = 'custom/clients/base/views/aiinv-list/aiinv-list.hbs';
/** Sugar looks for a view's template under the view's own name. */
const SAME_TEMPLATE = ['aiinv-features', 'aiinv-overview'].map(
  (view) => `custom/clients/base/views/${view}/${view}.hbs`,
);

export interface BuiltPackage {
  /** `ai-feature-inventory-0.1.0.zip` */
  file: string;
  version: string;
  zip: Uint8Array;
  sha256: string;
}

/** The same sources give the same bytes, on any day and machine. */
export function buildPackage(): BuiltPackage {
  const { version } = packageJson;
  const files = new Map([...sourceFiles(), ...languageFiles()].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  // Read by its local fields, so the time zone does not matter.
  const at = { mtime: new Date(1980, 0, 1) };
  const entries: Zippable = { 'manifest.php': [bytes(manifestOf(version, [...files.keys()])), at] };
  for (const [path, text] of files) {
    entries[`src/${path}`] = [bytes(text), at];
  }
  const zip = zipSync(entries, { level: 9 });
  const sha256 = createHash('sha256').update(zip).digest('hex');
  return { file: `ai-feature-inventory-${version}.zip`, version, zip, sha256 };
}

function sourceFiles(): [path: string, text: string][] {
  return readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`.slice(SOURCE.pathname.length).replaceAll('\\', '/');
      return [path, readFileSync(new URL(path, SOURCE), 'utf8')];
    });
}

function manifestOf(version: string, paths: readonly string[]): string {
  const manifest = {
    key: 'aiinv',
    name: OWN_PACKAGE.name,
    description: OWN_PACKAGE.description,
    version,
    author: 'CRM AI Inventory',
    type: 'module',
    is_uninstallable: true,
    published_date: '2026-11-27 00:00:00',
    acceptable_sugar_versions: { exact_matches: [], regex_matches: ['^(13|14|25|26)\\..*$'] },
    acceptable_sugar_flavors: ['PRO', 'ENT', 'ULT'],
  };
  const copy = paths.flatMap((path) =>
    [path, ...(path === LIST ? SAME_TEMPLATE : [])].map((to) => ({ from: `<basepath>/src/${path}`, to })),
  );
  return `<?php\n\n$manifest = ${phpOf(manifest)};\n\n$installdefs = ${phpOf({ id: 'aiinv', copy })};\n`;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
