import { z } from 'zod';
import type { HubSpotClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { isInvalid, isNotFound } from './errors.ts';
import type { Chunk } from './history-chunks.ts';
import type { ObjectType } from './object-types.ts';
import { checkItems, type Quarantined } from '../../src/pull/check-items.ts';
import { Envelope } from './paging.ts';

/** What a sample tells about one property. */
export interface Writers {
  /** Records of the sample that hold or held a value. */
  sampled: number;
  /** Source type → records in whose history it stands. */
  sources: Map<string, number>;
  /** Workflows named as the source, by id. */
  flows: Set<string>;
}

interface Sample {
  writers: Map<string, Writers>;
  quarantined: Quarantined[];
}

/** HubSpot's limit when history is asked for. */
const RECORDS = 50;

const Version = z.object({ sourceType: z.string(), sourceId: z.string().nullish().catch(undefined) });
// Values are never read: zod drops every key that is not named here.
const History = z.object({ propertiesWithHistory: z.record(z.string(), z.array(Version)).optional() });
type History = z.infer<typeof History>;

/**
 * Counts the writers of properties over at most 50 records a time; ids and values are dropped at once. A joint read of
 * chosen records would sample better, but no source we have shows it with history, and a POST that looks like a write
 * must not leave.
 */
export class HistorySampler {
  readonly #client: HubSpotClient;

  constructor(client: HubSpotClient) {
    this.#client = client;
  }

  async sample(type: ObjectType, chunk: Chunk): Promise<Sample> {
    const raw = await this.#anyRecords(type, chunk);
    // The name of a record that does not fit would be its id.
    const { items, quarantined } = checkItems(raw, History, () => `a record of ${type.name}`);
    return { writers: count(items, new Set(chunk.names)), quarantined: quarantined.slice(0, 1) };
  }

  /** The first records of the type: older ones, on which a young AI feature may not have written yet. */
  async #anyRecords(type: ObjectType, { names }: Chunk): Promise<unknown[]> {
    const query = { limit: RECORDS, propertiesWithHistory: names.join(',') };
    const options = { scopes: type.recordScopes, params: { objectType: type.name }, query };
    try {
      return (await this.#client.call(endpoints.objects, Envelope, options)).results;
    } catch (error) {
      // Not in this account, or not readable with history: no sample, which says nothing.
      if (isInvalid(error) || isNotFound(error)) {
        return [];
      }
      throw error;
    }
  }
}

function count(records: readonly History[], asked: ReadonlySet<string>): Map<string, Writers> {
  const writers = new Map<string, Writers>();
  for (const { propertiesWithHistory = {} } of records) {
    for (const [name, versions] of Object.entries(propertiesWithHistory)) {
      if (versions.length > 0 && asked.has(name)) {
        const found = writers.get(name) ?? { sampled: 0, sources: new Map(), flows: new Set() };
        writers.set(name, found);
        add(found, versions);
      }
    }
  }
  return writers;
}

const SOURCE_TYPE = /^[A-Z][A-Z0-9_]{0,59}$/;
const BY_WORKFLOW = new Set(['WORKFLOWS', 'AUTOMATION_PLATFORM']);
/** A bare id, or one that is named as a flow's; other numbers are enrolments or steps. */
const FLOW_ID = /^(\d{1,20})$|\bflow(?:-?id)?[:=/](\d{1,20})\b/i;

function add(writers: Writers, versions: readonly z.infer<typeof Version>[]): void {
  writers.sampled += 1;
  const types = new Set(versions.map(({ sourceType }) => sourceType).filter((type) => SOURCE_TYPE.test(type)));
  for (const type of types) {
    writers.sources.set(type, (writers.sources.get(type) ?? 0) + 1);
  }
  for (const { sourceType, sourceId } of versions) {
    const match = BY_WORKFLOW.has(sourceType) ? FLOW_ID.exec(sourceId?.slice(0, 200) ?? '') : null;
    const id = match?.[1] ?? match?.[2];
    if (id !== undefined && writers.flows.size < 20) {
      writers.flows.add(id);
    }
  }
}
