import { registerHooks } from 'node:module';
import { readFileSync } from 'node:fs';

/** Gives the tests our small runner, and one module the text of a mutant. */
const shim = new URL('./test-shim.ts', import.meta.url).href;
const { MUTANT_URL, MUTANT_FILE } = process.env;

registerHooks({
  resolve: (name, context, next) =>
    name === '@jest/globals' ? { url: shim, shortCircuit: true } : next(name, context),
  load: (url, context, next) => {
    const loaded = next(url, context);
    return url === MUTANT_URL && MUTANT_FILE !== undefined
      ? { ...loaded, source: readFileSync(MUTANT_FILE, 'utf8') }
      : loaded;
  },
});
