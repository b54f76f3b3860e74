import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildPackage } from './sugarcrm-package/build.ts';
import { lintPackage } from './sugarcrm-package/lint.ts';

/** `npm run package:sugarcrm`: writes the package that an administrator uploads to SugarCRM. */
const { file, zip, sha256 } = buildPackage();
const faults = lintPackage(zip);
for (const { file: name, line, rule, text } of faults) {
  console.error(`${name}${line === undefined ? '' : `:${line}`} ${rule}: ${text}`);
}
if (faults.length > 0) {
  process.exitCode = 1;
} else {
  const folder = new URL('../plugins/sugarcrm/build/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const path = fileURLToPath(new URL(file, folder));
  writeFileSync(path, zip);
  console.log(`${path}\n${zip.length} bytes\nsha256 ${sha256}`);
}
