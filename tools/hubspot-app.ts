import { relative } from 'node:path';
import { appArguments, USAGE } from './hubspot/app-arguments.ts';
import { buildApp } from './hubspot/build-app.ts';

const options = appArguments(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(`${options}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  const files = await buildApp(options);
  const folder = relative(process.cwd(), options.out);
  console.log(`${files.length} files for ${options.url} in ${folder}\nNext: cd ${folder} && hs project upload`);
}
