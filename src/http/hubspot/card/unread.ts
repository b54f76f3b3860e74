import type { Words } from '#src/exports/words.ts';
import type { StreamReport } from '#src/model/coverage.ts';
import { clip } from '#src/exports/clip.ts';
import type { Unread } from './schema.ts';

/** On what AI in a stream could act; a stream that is not named here says nothing of single records. */
const ACTS_ON: Record<string, 'any' | 'custom' | readonly string[] | undefined> = {
  workflows: 'any',
  'action-types': 'any',
  properties: 'any',
  'property-population': 'any',
  'property-history': 'any',
  'object-schemas': 'custom',
  conversations: ['contacts', 'tickets'],
  'lead-scores': 'any',
  emails: ['contacts'],
  segments: 'any',
  forecasts: ['deals'],
  sequences: ['contacts'],
  // Alone tells of changed code in bots.
  'security-log': ['contacts', 'tickets'],
};

export const isWhole = ({ status }: Pick<StreamReport, 'status'>) => status === 'complete' || status === 'unavailable';

/** What was not read whole and could act on records of this type; without one, all of it. */
export function unreadOf(
  coverage: readonly StreamReport[],
  { type, isRead = true }: { type?: string | undefined; isRead?: boolean },
  words: Words,
): Unread[] {
  const gaps = coverage
    .filter((report) => !isWhole(report) && couldActOn(report.stream, type))
    .map(({ stream, status, grant }) => unread({ stream, status, ...(grant !== undefined && { grant }) }, words));
  return isRead ? gaps : [...gaps, unread({ stream: 'properties', status: 'not-asked' }, words)];
}

function couldActOn(stream: string, type: string | undefined): boolean {
  const on = Object.hasOwn(ACTS_ON, stream) ? ACTS_ON[stream] : undefined;
  if (on === undefined || type === undefined) {
    return type === undefined;
  }
  return on === 'any' || (on === 'custom' ? type.startsWith('2-') : on.includes(type));
}

function unread({ stream, status, grant }: Pick<Unread, 'stream' | 'status' | 'grant'>, words: Words): Unread {
  const label = labelOf(stream, words);
  const withGrant = `card.unread.${status}-grant`;
  const named = grant === undefined ? undefined : clip(grant, 100);
  const id = named !== undefined && words.has(withGrant) ? withGrant : `card.unread.${status}`;
  const text = words.text({ id, params: { label, ...(named !== undefined && { grant: named }) } });
  return { stream, label, status, ...(named !== undefined && { grant: named }), text };
}

export function labelOf(stream: string, words: Words): string {
  const id = `card.stream.${stream}`;
  return words.has(id) ? words.text({ id }) : stream;
}
