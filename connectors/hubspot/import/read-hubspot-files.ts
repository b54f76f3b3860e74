import { createHash } from 'node:crypto';
import { AppError } from '#src/kit/errors.ts';
import type { JsonObject } from '#src/model/json.ts';
import type { RawAsset } from '#src/model/raw-asset.ts';
import type { Kept, Page, Stream } from '#src/pull/connector.ts';
import { HubSpotClient } from '../client.ts';
import { decode } from '#src/pull/files/decode.ts';
import { FileTransport } from './file-transport.ts';
import { recognise, type Recording } from './recognise.ts';
import { Recordings } from './recordings.ts';
import { shownName } from '#src/pull/files/shown-name.ts';
import { sourceFiles, type SourceFile, type UnreadFile } from '#src/pull/files/source-files.ts';

export type Imported = { stream: string; page: Page } | { file: string; error: string };

type Streams = readonly Stream<HubSpotClient>[];

/**
 * What exported files hold, through the streams that read HubSpot itself: `path` is a file, a folder or a zip. A file
 * that cannot be used is named with the reason in one sentence, and the others go on. Throws `ConfigError` when the path
 * cannot be read.
 */
export async function* readHubSpotFiles(path: string, streams: Streams, now = new Date()): AsyncGenerator<Imported> {
  const rest = new Recordings();
  const seen = new Map<string, { hash: string; file: string }>();
  for await (const source of sourceFiles(path)) {
    const file = shownName(source.name);
    const read = recordingsOf(source);
    if ('error' in read) {
      yield { file, error: read.error };
      continue;
    }
    // Workflows are many and large: those of one file are passed on before the next is opened.
    const flows = new Recordings();
    for (const recording of read.recordings) {
      if (recording.stream === 'workflows') {
        const { items, errors } = unseen(recording.items, seen, file);
        yield* errors;
        if (items.length > 0) {
          flows.add({ ...recording, items }, file);
        }
      } else {
        rest.add(recording, file);
      }
    }
    yield* play(flows, streams, now);
  }
  yield* play(rest, streams, now);
}

function recordingsOf(source: SourceFile | UnreadFile): { recordings: Recording[] } | { error: string } {
  if ('error' in source) {
    return source;
  }
  const decoded = decode(source.bytes);
  return 'error' in decoded ? decoded : recognise(decoded.json, source.name);
}

/** The same workflow twice is kept once; two that differ under one id are for the user to sort out. */
function unseen(
  items: readonly JsonObject[],
  seen: Map<string, { hash: string; file: string }>,
  file: string,
): { items: JsonObject[]; errors: Imported[] } {
  const fresh: JsonObject[] = [];
  const errors: Imported[] = [];
  for (const item of items) {
    const id = String(item.id);
    const hash = createHash('sha256').update(JSON.stringify(item)).digest('base64url');
    const before = seen.get(id);
    if (!before) {
      seen.set(id, { hash, file });
      fresh.push(item);
    } else if (before.hash !== hash) {
      errors.push({
        file,
        error: `holds workflow ${shownName(id)} again, and not as in ${before.file}, which is kept.`,
      });
    }
  }
  return { items: fresh, errors };
}

/** Runs the streams of which there is something, in their order. */
async function* play(recordings: Recordings, streams: Streams, now: Date): AsyncGenerator<Imported> {
  const kept = new KeptWhilePlaying(recordings);
  const client = new HubSpotClient(new FileTransport(recordings), 'https://files.invalid');
  for (const stream of streams.filter(({ name }) => recordings.streams.has(name))) {
    const files = recordings.filesOf(stream.name);
    let read = 0;
    try {
      for await (const page of stream.pull({ client, kept, now })) {
        kept.add(page);
        read += page.assets.length + (page.quarantined?.length ?? 0);
        yield { stream: stream.name, page };
      }
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error;
      }
      yield* files.map((file) => ({ file, error: `cannot be used: ${error.message}` }));
      continue;
    }
    // Nothing read of a file with something in it must not look like an account without it.
    const unused = read === 0 ? files : recordings.unasked(stream.name);
    yield* unused.map((file) => ({ file, error: `holds ${stream.name}, of which nothing is examined.` }));
  }
  const known = new Set(streams.map(({ name }) => name));
  for (const name of recordings.streams) {
    const files = known.has(name) ? [] : recordings.filesOf(name);
    yield* files.map((file) => ({ file, error: `holds ${name}, which are not imported.` }));
  }
}

/** Custom objects are known from the files alone; nothing else is kept between two imports. */
class KeptWhilePlaying implements Kept {
  readonly #schemas = new Map<string, RawAsset>();

  constructor(recordings: Recordings) {
    for (const type of recordings.params('properties')) {
      this.#put(type, {});
    }
  }

  add(page: Page): void {
    for (const { kind, externalId, payload } of page.assets) {
      if (kind === 'object-schema') {
        this.#put(externalId, payload);
      }
    }
  }

  revisions(): Promise<Map<string, string>> {
    return Promise.resolve(new Map());
  }

  async *assets(kind: string): AsyncGenerator<RawAsset> {
    const all = kind === 'object-schema' ? [...this.#schemas.values()] : [];
    yield* all.sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
  }

  #put(externalId: string, payload: JsonObject): void {
    this.#schemas.set(externalId, {
      crm: 'hubspot',
      stream: 'object-schemas',
      kind: 'object-schema',
      externalId,
      payload,
    });
  }
}
