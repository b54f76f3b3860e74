import { stripTypeScriptTypes } from 'node:module';

/** Jest runs TypeScript as Node does in production: types are blanked out, nothing is compiled. */
export default { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
