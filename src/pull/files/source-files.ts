import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UsageError } from '../../kit/errors.ts';
import { type Entry, unzip } from './unzip.ts';

export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}
export interface UnreadFile {
  name: string;
  error: string;
}

const MAX_FILES = 10_000;
const MAX_DEPTH = 12;
/** One export of the largest accounts is a few MB. */
export const MAX_FILE = 128 * 1024 * 1024;
const MAX_TOTAL = 512 * 1024 * 1024;

/** Files of the system, not of the user: left out without a word. */
const CLUTTER = /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/;

/**
 * All files of a file, a folder or a zip, one after another, by their path inside it; links are not followed. Throws
 * `UsageError` when the path itself cannot be read; what is wrong with one file is said of that file.
 */
export async function* sourceFiles(path: string): AsyncGenerator<SourceFile | UnreadFile> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new UsageError(`The path to import from ${why}: ${path}`, 'Give a file, a folder or a zip.');
  });
  const budget = { files: 0, bytes: 0 };
  if (!info.isDirectory()) {
    yield* readOne(path, basename(path), budget);
    return;
  }
  for await (const found of walk(path, '', 0)) {
    if (typeof found !== 'string') {
      yield found;
      continue;
    }
    budget.files += 1;
    if (budget.files > MAX_FILES || budget.bytes > MAX_TOTAL) {
      yield {
        name: found,
        error: `is left out: at most ${MAX_FILES} files and ${MAX_TOTAL / 1024 / 1024} MB are read at once.`,
      };
      return;
    }
    yield* readOne(join(path, found), found, budget);
  }
}

async function* walk(root: string, folder: string, depth: number): AsyncGenerator<string | UnreadFile> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort(byName)) {
    const name = join(folder, entry.name);
    if (CLUTTER.test(entry.name)) {
      continue;
    }
    if (entry.isFile()) {
      yield name;
    } else if (!entry.isDirectory()) {
      yield { name, error: 'is a link or no ordinary file, and is not followed.' };
    } else if (depth >= MAX_DEPTH) {
      yield { name, error: `lies more than ${MAX_DEPTH} folders deep and is left out.` };
    } else {
      yield* walk(root, name, depth + 1);
    }
  }
}

/** By code unit, as the order must not depend on the machine's language. */
function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

async function* readOne(
  path: string,
  name: string,
  budget: { bytes: number },
): AsyncGenerator<SourceFile | UnreadFile> {
  try {
    if (await isZip(path)) {
      for await (const entry of unzip(path)) {
        yield named(entry, name);
      }
      return;
    }
    const { size } = await stat(path);
    budget.bytes += size;
    yield size > MAX_FILE
      ? { name, error: 'is left out: it is larger than 128 MB.' }
      : { name, bytes: await bytesOf(path) };
  } catch (error) {
    if (!isSystemError(error)) {
      throw error;
    }
    yield { name, error: `cannot be read (${error.code}).` };
  }
}

function named(entry: Entry, archive: string): SourceFile | UnreadFile {
  const name = entry.name === '' ? archive : `${archive}/${entry.name}`;
  return 'error' in entry ? { name, error: entry.error } : { name, bytes: entry.bytes };
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32BE(0) === 0x504b0304;
  } finally {
    await file.close();
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
