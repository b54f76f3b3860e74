import { invalid } from './refusal.ts';

/** How a position in a list is written in `after`. */
export interface Cursor {
  write(offset: number): string;
  read(after: string): number;
}

const unreadable = () => invalid('Invalid paging cursor', 'after', 'INVALID_CURSOR');

/**
 * HubSpot's own example shows `NTI1Cg%3D%3D`: base64 of the position and a line feed, already percent-encoded inside the
 * JSON. A client that encodes it once more sends it encoded twice, so both come back.
 */
export const opaque: Cursor = {
  write: (offset) => encodeURIComponent(Buffer.from(`${offset}\n`).toString('base64')),
  read(after) {
    const text = Buffer.from(percentDecoded(after), 'base64').toString('utf8');
    if (!/^\d+\n$/.test(text)) throw unreadable();
    return Number(text);
  },
};

/** Search counts positions in plain sight. */
export const position: Cursor = {
  write: String,
  read(after) {
    if (!/^\d{1,9}$/.test(after)) throw unreadable();
    return Number(after);
  },
};

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable();
  }
}
