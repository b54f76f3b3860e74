import type { Words } from '#src/exports/words.ts';
import type { Tenant } from '#src/model/inventory.ts';
import type { Language } from '#src/model/message.ts';
import type { CardView } from '#src/store/card-entries.ts';
import type { CardStatus } from '#src/store/card-status.ts';
import { indexable } from '#src/store/text.ts';
import { MadeOnce } from './made.ts';
import { presentCardFeature } from './present-feature.ts';
import { runningOf } from './running.ts';
import type { CardFeature, FeaturesAnswer, Unread } from './schema.ts';
import { write, type Written } from './send.ts';
import { isWhole, unreadOf } from './unread.ts';

/** What HubSpot calls by an id, as our lists name it, and whether its properties are read. */
export interface RecordType {
  name: string;
  isRead: boolean;
}

export interface FeaturesDeps {
  view(tenant: Tenant, limit: number, type: string): Promise<CardView | undefined>;
  words(language: Language): Words;
  /** Undefined for what can have no card. */
  recordType(objectTypeId: string): RecordType | undefined;
  dashboardUrl(tenant: Tenant, key?: string): string;
}

export interface Content {
  scan: { finishedAt: string; complete: boolean };
  unread: Unread[];
  features: CardFeature[];
  more: number;
  dashboardUrl: string;
}

const SHOWN = 50;

/** Which features act on a record of a type: from the store alone, made once a revision of the inventory. */
export function cardFeatures(deps: FeaturesDeps) {
  const made = new MadeOnce<{ content: Content; ready: Written } | undefined>();

  async function make(tenant: Tenant, type: RecordType, language: Language) {
    const words = deps.words(language);
    const view = await deps.view(tenant, SHOWN, type.name);
    if (!view) {
      return { stamp: '', content: undefined, bytes: 0 };
    }
    const content = contentOf(view, type, tenant, words);
    const ready = write(answerOf('ready', content, null));
    return {
      stamp: stampOf(view.revision, words),
      content: { content, ready },
      bytes: 3 * ready.json.length + ready.gzip.length,
    };
  }

  function contentOf(view: CardView, { name, isRead }: RecordType, tenant: Tenant, words: Words): Content {
    const telling = { words, english: deps.words('en'), urlOf: (key: string) => deps.dashboardUrl(tenant, key) };
    return {
      scan: { finishedAt: view.scan.finishedAt, complete: view.scan.coverage.every(isWhole) },
      unread: unreadOf(view.scan.coverage, { type: name, isRead }, words),
      features: view.entries.map((entry) => {
        const decision = view.decisions.get(indexable(entry.feature.key));
        return presentCardFeature(entry, { type: name, decision }, telling);
      }),
      more: view.total - view.entries.length,
      dashboardUrl: deps.dashboardUrl(tenant),
    };
  }

  return async (
    status: CardStatus | undefined,
    { objectTypeId, language }: { objectTypeId?: string | undefined; language?: Language | undefined },
  ): Promise<FeaturesAnswer | Written> => {
    const type = objectTypeId === undefined ? undefined : deps.recordType(objectTypeId);
    if (!status) {
      return { state: 'not-connected' };
    }
    if (!type) {
      return { state: 'unsupported-object', dashboardUrl: deps.dashboardUrl(status.tenant) };
    }
    const { tenant, revision } = status;
    const spoken = language ?? status.language ?? 'en';
    const found =
      revision === undefined
        ? undefined
        : await made.get(`${tenant.id} ${type.name} ${spoken}`, stampOf(revision, deps.words(spoken)), () =>
            make(tenant, type, spoken),
          );
    const running = runningOf(status);
    if (!found) {
      const state = status.connection === 'reconnect' ? 'reconnect' : 'never-scanned';
      const scan = { finishedAt: null, complete: false, running };
      return { state, scan, unread: [], features: [], more: 0, dashboardUrl: deps.dashboardUrl(tenant) };
    }
    if (status.connection === 'reconnect') {
      return answerOf('reconnect', found.content, running);
    }
    return running ? answerOf('ready', found.content, running) : found.ready;
  };
}

/** Sentences say what is in force, so they are those of a day. */
const stampOf = (revision: string, { today }: Words) => `${revision} ${today}`;

function answerOf(
  state: FeaturesAnswer['state'],
  { scan, ...rest }: Content,
  running: ReturnType<typeof runningOf>,
): FeaturesAnswer {
  return { state, scan: { ...scan, running }, ...rest };
}
