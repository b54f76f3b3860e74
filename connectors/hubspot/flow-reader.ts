import { AccessDenied, UnexpectedShape, Unavailable } from '../../src/kit/errors.ts';
import type { Page } from '../../src/pull/connector.ts';
import type { HubSpotClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { isInvalid, isNotFound } from './errors.ts';
import { checkItems, type Quarantined } from '../../src/pull/check-items.ts';
import { refusal } from '../../src/pull/refusal.ts';
import { Flow, FlowBatch } from './schema-flow.ts';

export interface FlowsRead {
  flows: Flow[];
  quarantined: Quarantined[];
  refused: NonNullable<Page['refused']>;
}

/** Reads whole flows by id: in batches where HubSpot lets us, one by one where a batch leaves some out. */
export class FlowReader {
  readonly #client: HubSpotClient;
  #batches = true;

  constructor(client: HubSpotClient) {
    this.#client = client;
  }

  /** A flow that was deleted since it was listed is in none of the three lists. At most 100 ids. */
  async read(ids: readonly string[], scopes: readonly string[]): Promise<FlowsRead> {
    const batch = await this.#batch(ids, scopes);
    const seen = new Set([...batch.flows.map((flow) => flow.id), ...batch.quarantined.map(({ item }) => item)]);
    const read: FlowsRead = { ...batch, refused: [] };
    const missing = ids.filter((id) => !seen.has(id));
    for (const single of await Promise.all(missing.map((id) => this.#single(id)))) {
      read.flows.push(...single.flows);
      read.quarantined.push(...single.quarantined);
      read.refused.push(...single.refused);
    }
    return read;
  }

  async #batch(ids: readonly string[], scopes: readonly string[]): Promise<Omit<FlowsRead, 'refused'>> {
    if (!this.#batches || ids.length === 0) {
      return { flows: [], quarantined: [] };
    }
    const json = { inputs: ids.map((flowId) => ({ flowId, type: 'FLOW_ID' })) };
    try {
      const { results } = await this.#client.call(endpoints.flowsBatch, FlowBatch, { scopes, json });
      const { items, quarantined } = checkItems(results, Flow);
      return { flows: items, quarantined };
    } catch (error) {
      if (isInvalid(error) && ids.length > 1) {
        return this.#halves(ids, scopes);
      }
      if (error instanceof Unavailable) {
        this.#batches = false;
      } else if (!spoilt(error)) {
        throw error;
      }
      return { flows: [], quarantined: [] };
    }
  }

  /** HubSpot states no limit for a batch: one that is refused is halved, which also corners an id it cannot take. */
  async #halves(ids: readonly string[], scopes: readonly string[]): Promise<Omit<FlowsRead, 'refused'>> {
    const middle = Math.ceil(ids.length / 2);
    const first = await this.#batch(ids.slice(0, middle), scopes);
    const second = await this.#batch(ids.slice(middle), scopes);
    return {
      flows: [...first.flows, ...second.flows],
      quarantined: [...first.quarantined, ...second.quarantined],
    };
  }

  async #single(id: string): Promise<FlowsRead> {
    const none = { flows: [], quarantined: [], refused: [] };
    try {
      // No scope of ours is named: the list was readable, so only the refusal itself knows what this flow needs more.
      const flow = await this.#client.call(endpoints.flow, Flow, { params: { flowId: id }, scopes: [] });
      return { ...none, flows: [flow] };
    } catch (error) {
      if (error instanceof AccessDenied) {
        return { ...none, refused: [refusal(`workflow ${id}`, error)] };
      }
      if (error instanceof UnexpectedShape) {
        return { ...none, quarantined: [{ item: id, reason: error.message }] };
      }
      if (isNotFound(error)) {
        return none;
      }
      throw error;
    }
  }
}

/** One flow may have spoilt the batch for all: each is then asked for by itself. */
function spoilt(error: unknown): boolean {
  return isInvalid(error) || isNotFound(error) || error instanceof AccessDenied || error instanceof UnexpectedShape;
}
