import { createReadStream } from 'node:fs';
import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';

export type Entry = { name: string; bytes: Uint8Array } | { name: string; error: string };

const MAX_ENTRIES = 10_000;
const MAX_ENTRY = 128 * 1024 * 1024;
const MAX_TOTAL = 512 * 1024 * 1024;
/** JSON shrinks to a twentieth; a bomb to a thousandth. */
const MAX_RATIO = 200;
const CLUTTER = /(?:^|\/)(?:\.[^./][^/]*|__MACOSX|Thumbs\.db)(?:\/|$)|\/$/;

/**
 * The files of a zip, one after another. Nothing is written, so their names are only shown. Inflating stops at 10,000
 * files, at 512 MB in all, and for a file at 128 MB or at 200 times its packed size.
 */
export async function* unzip(path: string): AsyncGenerator<Entry> {
  const reader = new ZipReader();
  try {
    // Small pieces: what one of them inflates to is all in memory at once.
    for await (const piece of createReadStream(path, { highWaterMark: 64 * 1024 })) {
      reader.push(piece as Uint8Array, false);
      yield* reader.take();
      if (reader.isOver) {
        return;
      }
    }
    reader.push(new Uint8Array(), true);
    yield* reader.take();
  } catch (error) {
    if (!isZipError(error)) {
      throw error;
    }
    yield* reader.take();
    yield { name: '', error: 'is a damaged zip file; what stood before the damage was read.' };
    return;
  }
  yield* reader.rest();
}

class ZipReader {
  isOver = false;
  readonly #unzip = new Unzip((file) => this.#start(file));
  readonly #ready: Entry[] = [];
  readonly #open = new Set<string>();
  #entries = 0;
  #total = 0;

  constructor() {
    this.#unzip.register(UnzipInflate);
  }

  push(piece: Uint8Array, last: boolean): void {
    this.#unzip.push(piece, last);
  }

  take(): Entry[] {
    return this.#ready.splice(0);
  }

  /** Files that began and never ended. */
  rest(): Entry[] {
    return [...this.#open].map((name) => ({ name, error: 'is cut off in its zip file.' }));
  }

  #start(file: UnzipFile): void {
    const { name } = file;
    this.#entries += 1;
    if (this.isOver || CLUTTER.test(name)) {
      return;
    }
    if (this.#entries > MAX_ENTRIES) {
      this.#stop(`holds more than ${MAX_ENTRIES} files; the others were left out.`);
      return;
    }
    if (file.compression !== 0 && file.compression !== 8) {
      this.#ready.push({ name, error: 'is packed in a way that is not read; use the usual zip compression.' });
      return;
    }
    this.#open.add(name);
    this.#inflate(file);
  }

  #inflate(file: UnzipFile): void {
    const pieces: Uint8Array[] = [];
    let size = 0;
    const end = (entry: Entry) => {
      if (this.#open.delete(file.name)) {
        this.#ready.push(entry);
      }
    };
    file.ondata = (error, piece, final) => {
      if (!this.#open.has(file.name)) {
        return;
      }
      size += piece?.length ?? 0;
      this.#total += piece?.length ?? 0;
      const packed = file.size ?? 0;
      if (error) {
        end({ name: file.name, error: 'is damaged in its zip file.' });
      } else if (size > MAX_ENTRY || (packed > 0 && size > 1024 * 1024 && size > MAX_RATIO * packed)) {
        end({ name: file.name, error: 'is left out: it grows too large when it is unpacked.' });
        file.terminate();
      } else if (this.#total > MAX_TOTAL) {
        this.#open.clear();
        file.terminate();
        this.#stop('grows too large when it is unpacked; the rest was left out.');
      } else {
        pieces.push(piece);
        if (final) {
          end({ name: file.name, bytes: Buffer.concat(pieces) });
        }
      }
    };
    file.start();
  }

  #stop(error: string): void {
    if (!this.isOver) {
      this.isOver = true;
      this.#ready.push({ name: '', error });
    }
  }
}

/** fflate throws errors with a numeric code. */
function isZipError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}
