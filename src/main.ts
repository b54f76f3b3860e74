import { existsSync } from 'node:fs';
import { program } from './cli/program.ts';

if (existsSync('.env')) {
  process.loadEnvFile('.env');
}
await program().parseAsync();
