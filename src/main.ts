import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Half of a start is stripping types and compiling: kept beside the packages, where nobody else can write. A place that
// cannot be written is no fault, only a slower start.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));

if (existsSync('.env')) {
  process.loadEnvFile('.env');
}
const { program } = await import('./cli/program.ts');
await program().parseAsync();
