import { writeFileSync } from 'node:fs';
import { vectorSchema } from './vectors/vector.ts';

/** Writes the JSON Schema of the public cases anew after a change of facts, tiers or flags. */
const file = new URL('../test/vectors/vector.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(vectorSchema(), null, 2)}\n`);
