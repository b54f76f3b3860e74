import type {
  Feature,
  Found,
  OnRecord,
  Overview,
  Presence,
  Progress,
  Rescan,
  Saved,
  Scan,
  ScanProgress,
  Settings,
  State,
  Unread,
} from './answers.ts';
import { count, countOrNull, counts, fields, list, text, textOrNull, texts, webAddress, yesNoOrNull } from './shape.ts';

const STATES: readonly State[] = ['ready', 'not-connected', 'reconnect', 'never-scanned', 'unsupported-object'];

/** A state we do not know is no answer: the caller says that the service could not be understood. */
function stateOf(body: unknown): State | undefined {
  return STATES.find((state) => state === fields(body)['state']);
}

export function readFound(body: unknown): Found | undefined {
  const state = stateOf(body);
  const { scan, unread, features, more, dashboardUrl } = fields(body);
  return (
    state && {
      state,
      scan: readScan(scan),
      unread: list(unread).map(readUnread),
      features: list(features).map(readFeature),
      more: count(more),
      dashboardUrl: webAddress(dashboardUrl),
    }
  );
}

export function readOverview(body: unknown): Overview | undefined {
  const found = readFound(body);
  const { account, counts: counted, examined } = fields(body);
  const { assets, ai, notAi, undetermined } = fields(examined);
  return (
    found && {
      ...found,
      account: text(account),
      counts: { tier: counts(fields(counted)['tier']), notice: counts(fields(counted)['notice']) },
      examined: { assets: count(assets), ai: count(ai), notAi: count(notAi), undetermined: count(undetermined) },
    }
  );
}

export function readOnRecord(body: unknown): OnRecord | undefined {
  const state = stateOf(body);
  const { present, chats, segments, mayRescan } = fields(body);
  return (
    state && {
      state,
      present: new Map(Object.entries(fields(present)).map(([key, value]) => [key, readPresence(value)])),
      chats: chats === null || chats === undefined ? null : readChats(fields(chats)),
      segments: segments === null || segments === undefined ? null : readSegments(fields(segments)),
      mayRescan: yesNoOrNull(mayRescan),
    }
  );
}

export function readRescan(body: unknown): Rescan | undefined {
  const { state, scan } = fields(body);
  return typeof state === 'string' ? { state, scanId: textOrNull(fields(scan)['id']) } : undefined;
}

export function readProgress(body: unknown): ScanProgress | undefined {
  const { state, complete } = fields(body);
  return typeof state === 'string' ? { state, complete: complete === true, ...progressOf(fields(body)) } : undefined;
}

export function readSettings(body: unknown): Settings | undefined {
  const state = stateOf(body);
  const { account, connectedAt, missingScopes, schedule, language, mayChange, reinstallUrl } = fields(body);
  const { cron, zone } = fields(schedule);
  return (
    state && {
      state,
      account: text(account),
      connectedAt: textOrNull(connectedAt),
      missingScopes: list(missingScopes).map((one) => ({
        scope: text(fields(one)['scope']),
        shows: text(fields(one)['shows']),
      })),
      schedule: typeof cron === 'string' ? { cron, zone: text(zone) } : null,
      language: text(language),
      mayChange: yesNoOrNull(mayChange),
      reinstallUrl: webAddress(reinstallUrl),
    }
  );
}

export function readSaved(body: unknown): Saved | undefined {
  const { state } = fields(body);
  return typeof state === 'string' ? { state } : undefined;
}

/** A scan is whole only where the service says so. */
function readScan(value: unknown): Scan {
  const { finishedAt, complete, running } = fields(value);
  const id = textOrNull(fields(running)['id']);
  return {
    finishedAt: textOrNull(finishedAt),
    complete: complete === true,
    running: id === null ? null : { id, ...progressOf(fields(running)) },
  };
}

function progressOf({ done, total, etaSeconds }: Record<string, unknown>): Progress {
  return { done: countOrNull(done), total: countOrNull(total), etaSeconds: countOrNull(etaSeconds) };
}

function readUnread(value: unknown): Unread {
  const { label, text: sentence } = fields(value);
  return { text: text(sentence) || text(label) };
}

function readFeature(value: unknown): Feature {
  const feature = fields(value);
  return {
    key: text(feature['key']),
    name: text(feature['name']),
    tier: text(feature['tier']),
    tierLabel: text(feature['tierLabel']),
    flagLabels: texts(feature['flagLabels']),
    notice: text(feature['notice']),
    noticeLabel: text(feature['noticeLabel']),
    how: texts(feature['how']),
    does: text(feature['does']),
    why: text(feature['why']),
    reading: feature['reading'] !== false,
    enabled: yesNoOrNull(feature['enabled']),
    stale: feature['stale'] === true,
    decision: readDecision(feature['decision']),
    url: webAddress(feature['url']),
  };
}

function readDecision(value: unknown): Feature['decision'] {
  const { label, at } = fields(value);
  return typeof label === 'string' ? { label, at: text(at) } : null;
}

function readSegments({ known, names, reason }: Record<string, unknown>): NonNullable<OnRecord['segments']> {
  return known === true && Array.isArray(names)
    ? { known: true, names: texts(names) }
    : { known: false, reason: text(reason) };
}

function readPresence(value: unknown): Presence {
  const { known, value: found, reason } = fields(value);
  return known === true && typeof found === 'string'
    ? { known: true, value: found }
    : { known: false, reason: text(reason) };
}

function readChats({ known, count: many, atLeast, reason }: Record<string, unknown>): NonNullable<OnRecord['chats']> {
  return known === true && typeof many === 'number'
    ? { known: true, count: many, atLeast: atLeast === true }
    : { known: false, reason: text(reason) };
}
