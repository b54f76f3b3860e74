import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { z } from 'zod';
import { KnowledgeInvalid } from '../kit/errors.ts';

/** Reads one knowledge file; throws `KnowledgeInvalid` that names the file and the entries that break its schema. */
export function readYaml<S extends z.ZodType>(dir: URL, file: string, schema: S): z.infer<S> {
  const raw = parseFile(dir, file);
  const read = schema.safeParse(raw);
  if (!read.success) {
    const faults = read.error.issues.slice(0, 5).map((issue) => `${place(raw, issue.path)}: ${issue.message}`);
    throw new KnowledgeInvalid(file, faults.join('; '));
  }
  return read.data;
}

export function readText(dir: URL, file: string): string {
  try {
    return readFileSync(new URL(file, dir), 'utf8');
  } catch (cause) {
    throw new KnowledgeInvalid(file, `cannot be read (${cause instanceof Error ? cause.message : String(cause)})`);
  }
}

function parseFile(dir: URL, file: string): unknown {
  const text = readText(dir, file);
  try {
    return load(text, { maxAliases: 0 });
  } catch (cause) {
    throw new KnowledgeInvalid(file, cause instanceof Error ? cause.message : String(cause));
  }
}

/** An entry is called by its id or name where it has one: a number in a long file helps nobody. */
function place(raw: unknown, path: readonly PropertyKey[]): string {
  let node = raw;
  const names = path.map((key) => {
    node = typeof node === 'object' && node !== null ? (node as Record<PropertyKey, unknown>)[key] : undefined;
    return typeof key === 'number' ? (nameOf(node) ?? `#${key}`) : String(key);
  });
  return names.join('.') || 'file';
}

function nameOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) {
    return undefined;
  }
  const { id, name, value, pattern } = node as Record<string, unknown>;
  return [id, name, value, pattern].find((item) => typeof item === 'string');
}
