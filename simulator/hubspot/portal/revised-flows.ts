import type { Body } from '../../shared/body.ts';
import type { FlowStore } from './portal.ts';
import { Withheld } from './portal.ts';

interface FlowSource {
  /** In listing order; one that is listed twice is here twice. */
  ids: { readonly length: number; at(index: number): string | undefined };
  at(index: number): Body | undefined;
  read(id: string): Body | Withheld | undefined;
  /** Cheaper than making the flow and leaving its actions out. */
  listingAt?(index: number): Body | undefined;
}

/** Flows as they were made, with the edits that `change` added since. Remembers the edited ones only. */
export function revisedFlows(source: FlowSource): FlowStore {
  const edits = new Map<string, number>();
  return {
    listings: {
      length: source.ids.length,
      at(index) {
        const listing = source.listingAt?.(index) ?? listingOf(source.at(index));
        return listing && revised(listing, edits.get(String(listing.id)));
      },
    },
    read(id) {
      const flow = source.read(id);
      return flow instanceof Withheld || flow === undefined ? flow : revised(flow, edits.get(id), true);
    },
    change(count) {
      for (let index = 0; index < Math.min(count, source.ids.length); index++) {
        const id = source.ids.at(index);
        if (id !== undefined) edits.set(id, (edits.get(id) ?? 0) + 1);
      }
    },
  };
}

/** What the list shows of a flow: no actions, no criteria. */
function listingOf(flow: Body | undefined): Body | undefined {
  if (flow === undefined) return undefined;
  const { id, isEnabled, flowType, name, objectTypeId, revisionId, createdAt, updatedAt, uuid } = flow;
  return { id, isEnabled, flowType, name, objectTypeId, revisionId, createdAt, updatedAt, uuid };
}

const DAY = 86_400_000;

function revised(flow: Body, edits = 0, isWhole = false): Body {
  if (edits === 0) return flow;
  const updatedAt = new Date(Date.parse(String(flow.updatedAt)) + edits * DAY).toISOString();
  const revisionId = String(Number(flow.revisionId) + edits);
  return { ...flow, revisionId, updatedAt, ...(isWhole && { description: `Edited ${edits} times since` }) };
}
