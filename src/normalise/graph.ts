/** What runs after a step. Its id is the account's own word, so it may be called as what every object has (`constructor`). */
export function nextOf(edges: Readonly<Record<string, readonly string[]>>, id: string): readonly string[] {
  return Object.hasOwn(edges, id) ? (edges[id] ?? []) : [];
}

/** The given steps and everything that can run after them; a GOTO cycle ends by itself. */
export function downstream(edges: Readonly<Record<string, readonly string[]>>, from: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (!seen.has(id)) {
      seen.add(id);
      queue.push(...nextOf(edges, id));
    }
  }
  return seen;
}
