import { AppError } from '#src/kit/errors.ts';
import type { PulledAsset } from '#src/model/raw-asset.ts';
import { membersOf } from '#src/pull/json-members.ts';
import type { AiField } from '../ai-field.ts';
import { cspHosts } from '../csp.ts';
import { headIn } from '../instance.ts';
import { Labels } from '../labels.ts';
import { modulesIn } from '../metadata.ts';
import { serverAssets } from '../server.ts';
import type { Found } from './recognise.ts';

interface File {
  file: string;
  bytes: Buffer;
}

/** Answers of `/metadata` and `/lang`, kept to the end: names of fields may come in a later file. */
export class MetadataFiles {
  readonly #metadata: File[] = [];
  readonly #known: ReadonlySet<string>;
  #labels = Labels.none();

  constructor(aiFields: readonly AiField[]) {
    this.#known = new Set(aiFields.map(({ object, name }) => `${object}/${name}`));
  }

  /** True when the file is one of these: told by its first level, without reading the rest. */
  take(file: string, bytes: Buffer): boolean {
    const keys = keysOf(bytes);
    if (keys.has('mod_strings') || keys.has('app_list_strings')) {
      this.#labels = new Labels(bytes);
      return true;
    }
    const isMetadata =
      keys.has('modules') && ['full_module_list', 'server_info', 'config', '_hash'].some((key) => keys.has(key));
    if (isMetadata) {
      this.#metadata.push({ file, bytes });
    }
    return isMetadata;
  }

  *found(): Generator<Found | { file: string; error: string }> {
    const seen = new Set<string>();
    for (const { file, bytes } of this.#metadata) {
      try {
        const head = headIn(bytes);
        const all = serverAssets(head, 'import');
        yield { stream: 'server', assets: all };
        yield { stream: 'csp', assets: cspHosts(head.config['csp']) };
        let waiting: PulledAsset[] = [];
        for (const assets of modulesIn(bytes, { labels: this.#labels, known: this.#known, me: undefined, seen })) {
          waiting.push(...assets);
          if (waiting.length > 1_000) {
            yield { stream: 'metadata', assets: waiting };
            waiting = [];
          }
        }
        yield { stream: 'metadata', assets: waiting };
      } catch (error) {
        if (!(error instanceof AppError)) {
          throw error;
        }
        yield { file, error: `cannot be used: ${error.message}` };
      }
    }
  }
}

function keysOf(bytes: Buffer): Set<string> {
  const keys = new Set<string>();
  try {
    for (const { key } of membersOf(bytes)) {
      keys.add(key);
    }
  } catch {
    // Cut off or no JSON: said of the file when it is decoded, or when what it seemed to be is read.
  }
  return keys;
}
