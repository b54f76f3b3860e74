import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';

/** A folder of worlds, one YAML file each. Reading throws when a world breaks the schema, naming every fault. */
export function worldFolder<S extends z.ZodType<{ name: string }, { name: string }>>(folder: URL, schema: S) {
  const parse = (source: unknown, name: string): z.output<S> => {
    const parsed = schema.safeParse(source);
    if (!parsed.success) throw new Error(`World ${name}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
  return {
    names: (): string[] => {
      return readdirSync(folder)
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => file.replace('.yaml', ''))
        .sort();
    },
    load: (name: string): z.output<S> | undefined => {
      const file = new URL(`${encodeURIComponent(name)}.yaml`, folder);
      return existsSync(file) ? parse(load(readFileSync(file, 'utf8')), name) : undefined;
    },
    parse: (source: z.input<S>): z.output<S> => parse(source, source.name),
  };
}
