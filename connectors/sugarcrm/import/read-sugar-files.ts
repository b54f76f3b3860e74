import { AppError } from '#src/kit/errors.ts';
import type { PulledAsset } from '#src/model/raw-asset.ts';
import type { Page } from '#src/pull/connector.ts';
import { decode } from '#src/pull/files/decode.ts';
import { baseName, shownName } from '#src/pull/files/shown-name.ts';
import { type SourceFile, sourceFiles, type UnreadFile } from '#src/pull/files/source-files.ts';
import { assetOf } from '#src/pull/sift.ts';
import type { AiField } from '../ai-field.ts';
import { LensResults } from './contact-lens.ts';
import { LexArchives } from './lex-bot.ts';
import { MetadataFiles } from './metadata-files.ts';
import { type Found, recognise } from './recognise.ts';

export type Imported = { stream: string; page: Page } | { file: string; error: string };

/**
 * What exported files hold, read as the streams read SugarCRM itself: `path` is a file, a folder or a zip. A file that
 * cannot be used is named with the reason in one sentence, and the others go on. Throws `ConfigError` when the path cannot
 * be read.
 */
export async function* readSugarFiles(path: string, aiFields: readonly AiField[]): AsyncGenerator<Imported> {
  const files = new SugarFiles(aiFields);
  for await (const source of sourceFiles(path)) {
    yield* files.read(source);
  }
  yield* files.rest();
}

class SugarFiles {
  readonly #metadata: MetadataFiles;
  readonly #lens = new LensResults();
  readonly #bots = new LexArchives();
  /** Revisions of what was passed on, with the file it came from. */
  readonly #seen = new Map<string, { revision: string; file: string }>();

  constructor(aiFields: readonly AiField[]) {
    this.#metadata = new MetadataFiles(aiFields);
  }

  *read(source: SourceFile | UnreadFile): Generator<Imported> {
    const file = shownName(source.name);
    if ('error' in source) {
      yield { file, error: source.error };
      return;
    }
    try {
      yield* this.#readOne(file, source);
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error;
      }
      yield { file, error: `cannot be used: ${error.message}` };
    }
  }

  *#readOne(file: string, { bytes }: SourceFile): Generator<Imported> {
    // Metadata are too large to be decoded as a whole.
    if (this.#metadata.take(file, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
      return;
    }
    const decoded = decode(bytes);
    if ('error' in decoded) {
      yield { file, error: decoded.error };
      return;
    }
    if (this.#lens.take(decoded.json) || this.#bots.take(file, decoded.json)) {
      return;
    }
    const read = recognise(decoded.json, baseName(file));
    yield* 'error' in read
      ? [{ file, error: read.error }]
      : read.found.flatMap((found) => [...this.#pass(found, file)]);
  }

  /** What only shows when all files were seen. */
  *rest(): Generator<Imported> {
    for (const found of this.#metadata.found()) {
      yield* 'error' in found ? [found] : this.#pass(found, 'metadata');
    }
    const bots = this.#bots.bots().map((bot) => assetOf('chat', bot.name, bot));
    yield* this.#pass({ stream: 'chat', assets: bots }, 'Lex');
    const known = (asset: PulledAsset) => this.#seen.has(`${asset.kind}\n${asset.externalId}`);
    yield* this.#pass(
      { stream: 'metadata', assets: this.#lens.fields().filter((asset) => !known(asset)) },
      'Contact Lens',
    );
    yield* this.#pass({ stream: 'ai-fields', assets: this.#lens.usage() }, 'Contact Lens');
    yield* this.#pass({ stream: 'messages', assets: this.#lens.counts() }, 'Contact Lens');
    for (const file of this.#bots.strays()) {
      yield { file, error: 'belongs to a bot of Lex whose other files are not there.' };
    }
  }

  /** The same thing twice is kept once; two that differ under one id are for the user to sort out. */
  *#pass({ stream, assets }: Found, file: string): Generator<Imported> {
    const fresh: PulledAsset[] = [];
    for (const asset of assets) {
      const id = `${asset.kind}\n${asset.externalId}`;
      const before = this.#seen.get(id);
      if (!before) {
        this.#seen.set(id, { revision: asset.revision ?? '', file });
        fresh.push(asset);
      } else if (before.revision !== asset.revision) {
        const what = `${asset.kind} ${shownName(asset.externalId)}`;
        yield { file, error: `holds ${what} again, and not as in ${before.file}, which is kept.` };
      }
    }
    if (fresh.length > 0) {
      yield { stream, page: { assets: fresh } };
    }
  }
}
