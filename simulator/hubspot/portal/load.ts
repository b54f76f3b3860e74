import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { WorldSource } from './world.ts';
import { World } from './world.ts';

const FOLDER = new URL('../worlds/', import.meta.url);

export function worldNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace('.yaml', ''))
    .sort();
}

/** A world by the name of its file, or nothing. Throws when the file breaks the schema, naming every fault. */
export function loadWorld(name: string): World | undefined {
  const file = new URL(`${encodeURIComponent(name)}.yaml`, FOLDER);
  return existsSync(file) ? parseWorld(parse(readFileSync(file, 'utf8')), name) : undefined;
}

export function parseWorld(source: WorldSource, name = source.name): World {
  const parsed = World.safeParse(source);
  if (!parsed.success) throw new Error(`World ${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
