import { AuthFailed } from '#src/kit/errors.ts';
import type { CardStatus } from '#src/store/card-status.ts';
import { clip } from '#src/exports/clip.ts';
import type { FoundOnRecord, Live } from './live.ts';
import type { Probe, Probes } from './probes.ts';
import type { Present, RecordAnswer, Told } from './schema.ts';

interface Asked {
  objectTypeId: string;
  type: string;
  objectId: string;
  user: string;
}

const NOT_ASKED = { known: false, reason: 'not-asked' } as const;
const HAVE_CHATS = new Set(['contacts', 'tickets']);
const NAME = 200;

/** What HubSpot says now of one record: for each feature whether it shows there, and whether this user may rescan. */
export async function onRecord(
  live: Live,
  { tenant, connection }: CardStatus,
  { features, segments }: Probes,
  { user, ...about }: Asked,
): Promise<RecordAnswer> {
  if (connection !== 'ok') {
    return { state: connection ?? 'not-connected' };
  }
  try {
    const [found, mayRescan] = await Promise.all([
      live.record(tenant, {
        ...about,
        properties: [...new Set(features.flatMap(({ property }) => property ?? []))],
        chats: HAVE_CHATS.has(about.type),
        segments: segments.size > 0,
      }),
      live.isSuperAdmin(tenant, user),
    ]);
    return {
      state: 'ready',
      present: Object.fromEntries(features.map((probe) => [probe.key, presentBy(probe, found)])),
      chats: HAVE_CHATS.has(about.type) ? counted(found.chats) : null,
      segments: segments.size > 0 ? namesIn(found.segments, segments) : null,
      mayRescan,
    };
  } catch (error) {
    if (error instanceof AuthFailed) {
      return { state: 'reconnect' };
    }
    throw error;
  }
}

function presentBy({ property, chat }: Probe, { properties, chats }: FoundOnRecord): Present {
  if (property !== undefined && properties) {
    if (!properties.known) {
      return properties;
    }
    const value = properties.filled.includes(property) ? 'set' : 'empty';
    const isTold = value === 'set' || properties.empty.includes(property);
    return isTold ? { known: true, value } : { known: false, reason: 'failed' };
  }
  if (chat !== undefined && chats) {
    if (!chats.known) {
      return chats;
    }
    const value = chats.accounts.includes(chat) ? 'chatted' : 'not-chatted';
    return value === 'chatted' || chats.everyAccount ? { known: true, value } : NOT_ASKED;
  }
  return NOT_ASKED;
}

function counted(chats: FoundOnRecord['chats'] = NOT_ASKED): NonNullable<RecordAnswer['chats']> {
  return chats.known ? { known: true, count: chats.count, atLeast: chats.atLeast } : chats;
}

function namesIn(
  found: Told<{ segments: string[] }> = NOT_ASKED,
  named: ReadonlyMap<string, string>,
): NonNullable<RecordAnswer['segments']> {
  return found.known
    ? { known: true, names: found.segments.flatMap((id) => clip(named.get(id) ?? '', NAME) || []) }
    : found;
}
