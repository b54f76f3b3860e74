import type { Words } from '#src/exports/words.ts';
import { AuthFailed } from '#src/kit/errors.ts';
import type { Actor } from '#src/model/audit.ts';
import type { Connection } from '#src/model/connection.ts';
import type { Tenant } from '#src/model/inventory.ts';
import type { Language } from '#src/model/message.ts';
import type { CardStatus } from '#src/store/card-status.ts';
import type { HubSpotCaller } from '../signed.ts';
import type { OfAccount } from './contents.ts';
import type { Live } from './live.ts';
import { actorOf } from './rescan.ts';
import { ChangeSettings, type SavedAnswer, type SettingsAnswer } from './schema.ts';

export interface CardConnections {
  read(): Promise<Connection | undefined>;
  connectedAt(): Promise<string | undefined>;
  reschedule(plan: { schedule: string | null; timeZone: string }, by: Actor): Promise<boolean>;
  speak(language: Language, by: Actor): Promise<boolean>;
}

export interface SettingsDeps {
  connections(tenant: Tenant): CardConnections;
  live: Live;
  words(language: Language): Words;
  /** Where the app is installed anew, which is where permissions are granted. */
  reinstallUrl: string;
}

export async function settingsOf(
  { connections, live, words, reinstallUrl }: SettingsDeps,
  { tenant, ...status }: CardStatus,
  { caller, of, language }: { caller: HubSpotCaller; of: OfAccount | undefined; language: Language },
): Promise<SettingsAnswer> {
  const own = connections(tenant);
  const [connection, connectedAt] = [await own.read(), await own.connectedAt()];
  const mayChange = connection?.state === 'ok' ? await mayChangeOr(live.isSuperAdmin(tenant, caller.user)) : 'refused';
  const isRefused = mayChange === 'refused';
  return {
    state: !connection ? 'not-connected' : isRefused ? 'reconnect' : of ? 'ready' : 'never-scanned',
    account: tenant.name,
    connectedAt: (connection && connectedAt) ?? null,
    missingScopes: missingIn(of, words(language)),
    schedule: planOf(connection),
    language: status.language ?? 'en',
    mayChange: isRefused ? null : mayChange,
    reinstallUrl,
  };
}

async function mayChangeOr(asked: Promise<boolean | null>): Promise<boolean | null | 'refused'> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AuthFailed) {
      return 'refused';
    }
    throw error;
  }
}

/** Each permission once, with what all streams that lack it would show. */
function missingIn(of: OfAccount | undefined, words: Words): NonNullable<SettingsAnswer['missingScopes']> {
  const shows = new Map<string, string[]>();
  for (const { grant, stream } of of?.content.unread ?? []) {
    const id = `card.shows.${stream}`;
    if (grant !== undefined && words.has(id)) {
      shows.set(grant, [...(shows.get(grant) ?? []), words.text({ id })]);
    }
  }
  return [...shows].map(([scope, sentences]) => ({ scope, shows: [...new Set(sentences)].join(' ') }));
}

function planOf(connection: Connection | undefined): { cron: string; zone: string } | null {
  return connection?.schedule === undefined ? null : { cron: connection.schedule, zone: connection.timeZone };
}

/** Changes what is named, once HubSpot itself says that this user is a super admin; what is wrong changes nothing. */
export async function changeSettings(
  { connections, live }: Pick<SettingsDeps, 'connections' | 'live'>,
  { tenant }: CardStatus,
  { caller, body }: { caller: HubSpotCaller; body: unknown },
): Promise<SavedAnswer> {
  const wanted = ChangeSettings.safeParse(body ?? {});
  if (!wanted.success) {
    const faults = wanted.error.issues.slice(0, 10).map(({ path, message }) => ({
      at: path.join('.').slice(0, 100),
      fault: message.slice(0, 200),
    }));
    return { state: 'invalid', faults };
  }
  const isAdmin = await live.isSuperAdmin(tenant, caller.user);
  if (isAdmin !== true) {
    return { state: isAdmin === false ? 'not-allowed' : 'not-known' };
  }
  const own = connections(tenant);
  const { schedule, language } = wanted.data;
  const before = await own.read();
  if (schedule !== undefined) {
    const timeZone = schedule?.zone ?? before?.timeZone ?? 'UTC';
    await own.reschedule({ schedule: schedule?.cron ?? null, timeZone }, actorOf(caller));
  }
  if (language !== undefined) {
    await own.speak(language, actorOf(caller));
  }
  const after = await own.read();
  return after
    ? { state: 'saved', schedule: planOf(after), language: after.language ?? 'en' }
    : { state: 'not-connected' };
}
