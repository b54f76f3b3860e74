import type { JsonObject } from '#src/model/json.ts';
import type { endpoints } from '../endpoints.ts';
import type { Recording } from './recognise.ts';

type EndpointName = keyof typeof endpoints;

interface Collection {
  stream: string;
  endpoint: EndpointName;
  files: Set<string>;
  items: Map<string, JsonObject>;
  asked: boolean;
}

/** Everything that imported files hold, as the endpoints would list it. */
export class Recordings {
  readonly #collections = new Map<string, Collection>();

  /** Adds a file's items; one that is there already, by its id, is replaced. */
  add({ stream, endpoint, param, items }: Recording, file: string): void {
    const key = keyOf(endpoint, param);
    const collection = this.#collections.get(key) ?? {
      stream,
      endpoint,
      files: new Set<string>(),
      items: new Map<string, JsonObject>(),
      asked: false,
    };
    this.#collections.set(key, collection);
    collection.files.add(file);
    for (const item of items) {
      collection.items.set(idOf(item) ?? `#${collection.items.size}`, item);
    }
  }

  /** The items of a listing; undefined when no file holds it. */
  items(endpoint: EndpointName, param?: string): readonly JsonObject[] | undefined {
    const collection = this.#collections.get(keyOf(endpoint, param));
    if (collection) {
      collection.asked = true;
    }
    return collection && [...collection.items.values()];
  }

  item(endpoint: EndpointName, id: string): JsonObject | undefined {
    return this.#collections.get(keyOf(endpoint))?.items.get(id);
  }

  /** The object types whose properties were imported. */
  params(endpoint: EndpointName): string[] {
    const prefix = `${endpoint}/`;
    return [...this.#collections.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  }

  filesOf(stream: string): string[] {
    const own = [...this.#collections.values()].filter((collection) => collection.stream === stream);
    return [...new Set(own.flatMap(({ files }) => [...files]))];
  }

  /** Files with a list of an object type that its stream never asked for. */
  unasked(stream: string): string[] {
    const own = [...this.#collections.values()].filter((collection) => collection.stream === stream);
    return [...new Set(own.filter(isUnasked).flatMap(({ files }) => [...files]))];
  }

  get streams(): Set<string> {
    return new Set([...this.#collections.values()].map(({ stream }) => stream));
  }
}

/** Of messages and the like a stream reads samples; of object types it reads each that it knows. */
function isUnasked({ endpoint, asked }: Collection): boolean {
  return !asked && (endpoint === 'properties' || endpoint === 'pipelines');
}

function keyOf(endpoint: EndpointName, param?: string): string {
  return param === undefined ? endpoint : `${endpoint}/${param}`;
}

function idOf(item: JsonObject): string | undefined {
  const id =
    item.id ?? item.actionTypeId ?? item.listId ?? item.objectTypeId ?? item.portalId ?? item.name ?? item.forecastName;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}
