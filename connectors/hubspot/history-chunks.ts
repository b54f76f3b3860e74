import type { WantedNames } from './history-names.ts';

/** Names asked for together, and those of them by which records are looked for. */
export interface Chunk {
  names: string[];
  ai: string[];
}

/** Names are part of the address, which HubSpot cuts off at about 2,000 characters. */
const MAX_NAMES_LENGTH = 1600;
/** A sample is worth this many requests an object type, not more. */
const MAX_CHUNKS = 4;
const PROPERTY_NAME = /^[\w-]{1,200}$/;

/** The names in order of worth, in chunks that fit into an address; what is beyond the last chunk is not sampled. */
export function chunksOf(wanted: WantedNames | undefined): Chunk[] {
  if (!wanted) {
    return [];
  }
  const { ai, likely, other } = wanted;
  const chunks: Chunk[] = [];
  let length = 0;
  for (const name of [...ai, ...likely, ...other]) {
    if (!PROPERTY_NAME.test(name)) {
      continue;
    }
    // A comma is three characters in a query.
    length += name.length + 3;
    if (chunks.length === 0 || length > MAX_NAMES_LENGTH) {
      if (chunks.length === MAX_CHUNKS) {
        break;
      }
      chunks.push({ names: [], ai: [] });
      length = name.length + 3;
    }
    const chunk = chunks.at(-1)!;
    chunk.names.push(name);
    if (ai.has(name)) {
      chunk.ai.push(name);
    }
  }
  return chunks;
}
