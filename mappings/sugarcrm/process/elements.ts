import type { JsonObject } from '#src/model/json.ts';
import { downstream } from '#src/normalise/graph.ts';
import { objectsAt, textAt } from '#src/normalise/values.ts';

/** One activity, event or gateway of a process, with where it stands. */
export interface Element {
  id: string;
  at: string;
  name: string;
  type: string;
  raw: JsonObject;
}

export function elementsOf(payload: JsonObject): Element[] {
  return objectsAt(payload, 'elements').map((raw, index) => ({
    id: textAt(raw, 'id') ?? `#${index}`,
    at: `elements[${index}]`,
    name: textAt(raw, 'name') ?? '',
    type: textAt(raw, 'type') ?? 'activity',
    raw,
  }));
}

export function edgesOf(payload: JsonObject): Record<string, string[]> {
  const edges = new Map<string, string[]>();
  for (const flow of objectsAt(payload, 'flows')) {
    const from = textAt(flow, 'from');
    const to = textAt(flow, 'to');
    if (from !== undefined && to !== undefined) {
      const known = edges.get(from);
      if (known) {
        known.push(to);
      } else {
        edges.set(from, [to]);
      }
    }
  }
  return Object.fromEntries(edges);
}

/** Ids of the elements that can run; a process that shows no start is taken to run all. */
export function reachable(payload: JsonObject, elements: readonly Element[]): Set<string> {
  const starts = elements.filter(({ raw }) => ['START', 'BOUNDARY'].includes(textAt(raw, 'eventType') ?? ''));
  return starts.some(({ raw }) => textAt(raw, 'eventType') === 'START')
    ? downstream(
        edgesOf(payload),
        starts.map(({ id }) => id),
      )
    : new Set(elements.map(({ id }) => id));
}
