import { z } from 'zod';

/** What could not be read, by the name an administrator can find it with. */
export interface Quarantined {
  item: string;
  reason: string;
}

/** Sorts the elements of one page: those that fit, and the rest by name with the first fault of each. */
export function checkItems<T>(
  raw: readonly unknown[],
  item: z.ZodType<T>,
  itemName: (raw: unknown) => string = nameOf,
): { items: T[]; quarantined: Quarantined[] } {
  const items: T[] = [];
  const quarantined: Quarantined[] = [];
  for (const [index, element] of raw.entries()) {
    const read = item.safeParse(element);
    if (read.success) {
      items.push(read.data);
    } else {
      quarantined.push({ item: (itemName(element) || `#${index}`).slice(0, 100), reason: faultOf(read.error) });
    }
  }
  return { items, quarantined };
}

/** The first fault of a shape, with its place; never a value of the answer. */
export function faultOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.map(String).join('.') || '(all)'}: ${issue.message}`.slice(0, 200) : 'unknown shape';
}

const Named = z.object({ id: z.union([z.string(), z.number()]).transform(String) });

function nameOf(raw: unknown): string {
  const read = Named.safeParse(raw);
  return read.success ? read.data.id : '';
}
