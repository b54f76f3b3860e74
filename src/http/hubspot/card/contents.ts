import type { Words } from '#src/exports/words.ts';
import type { Tenant } from '#src/model/inventory.ts';
import type { Language } from '#src/model/message.ts';
import type { CardView, Counts } from '#src/store/card-entries.ts';
import type { CardStatus } from '#src/store/card-status.ts';
import { indexable } from '#src/store/text.ts';
import { MadeOnce } from './made.ts';
import { presentCardFeature } from './present-feature.ts';
import { type Probes, probesOf } from './probes.ts';
import type { CardFeature, Examined, Unread } from './schema.ts';
import { write, type Written } from './send.ts';
import { isWhole, unreadOf } from './unread.ts';

/** What HubSpot calls by an id, as our lists name it, and whether its properties are read. */
export interface RecordType {
  name: string;
  isRead: boolean;
}

export interface ContentDeps {
  /** Without a type: of the whole account, with its counts. */
  view(tenant: Tenant, limit: number, type?: string): Promise<CardView | undefined>;
  words(language: Language): Words;
  dashboardUrl(tenant: Tenant, key?: string): string;
}

/** What is told of an inventory: nothing in it changes before the next revision. */
export interface Content {
  scan: { finishedAt: string; complete: boolean };
  unread: Unread[];
  features: CardFeature[];
  more: number;
  dashboardUrl: string;
}

export interface OfRecords {
  content: Content;
  /** What can be asked of one record about them. */
  probes: Probes;
  /** The whole answer, while no scan runs. */
  ready: Written;
}

export interface OfAccount {
  content: Content;
  counts: Counts;
  examined: Examined;
}

export interface Contents {
  /** Undefined before the first scan has ended. */
  ofRecords(status: CardStatus, type: RecordType, language: Language): Promise<OfRecords | undefined>;
  ofAccount(status: CardStatus, language: Language): Promise<OfAccount | undefined>;
}

const SHOWN = 50;
const SHOWN_OF_ACCOUNT = 100;
const NO_COUNTS: Counts = { tier: {}, flag: {}, notice: {} };

/** From the store alone, made once a revision of the inventory, a language and a day. */
export function cardContents(deps: ContentDeps): Contents {
  const records = new MadeOnce<OfRecords | undefined>();
  const accounts = new MadeOnce<OfAccount | undefined>();

  async function makeRecords(tenant: Tenant, type: RecordType, words: Words) {
    const view = await deps.view(tenant, SHOWN, type.name);
    if (!view) {
      return NOTHING;
    }
    const content = contentOf(view, tenant, words, type);
    const probes = probesOf(
      view.entries.map(({ feature }) => feature),
      type.name,
    );
    const ready = write({ state: 'ready', ...content, scan: { ...content.scan, running: null } });
    return {
      stamp: stampOf(view.revision, words),
      content: { content, probes, ready },
      bytes: 4 * ready.json.length + ready.gzip.length,
    };
  }

  async function makeAccount(tenant: Tenant, words: Words) {
    const view = await deps.view(tenant, SHOWN_OF_ACCOUNT);
    if (!view) {
      return NOTHING;
    }
    const content = contentOf(view, tenant, words);
    const { counts = NO_COUNTS, scan } = view;
    return {
      stamp: stampOf(view.revision, words),
      content: { content, counts, examined: scan.examined },
      bytes: 2 * JSON.stringify(content).length,
    };
  }

  function contentOf(view: CardView, tenant: Tenant, words: Words, type?: RecordType): Content {
    const telling = { words, english: deps.words('en'), urlOf: (key: string) => deps.dashboardUrl(tenant, key) };
    return {
      scan: { finishedAt: view.scan.finishedAt, complete: view.scan.coverage.every(isWhole) },
      unread: unreadOf(view.scan.coverage, { type: type?.name, isRead: type?.isRead ?? true }, words),
      features: view.entries.map((entry) => {
        const decision = view.decisions.get(indexable(entry.feature.key));
        return presentCardFeature(entry, { type: type?.name, decision }, telling);
      }),
      more: view.total - view.entries.length,
      dashboardUrl: deps.dashboardUrl(tenant),
    };
  }

  return {
    async ofRecords({ tenant, revision }, type, language) {
      const words = deps.words(language);
      const key = `${tenant.id} ${type.name} ${language}`;
      return revision === undefined
        ? undefined
        : records.get(key, stampOf(revision, words), () => makeRecords(tenant, type, words));
    },
    async ofAccount({ tenant, revision }, language) {
      const words = deps.words(language);
      return revision === undefined
        ? undefined
        : accounts.get(`${tenant.id} ${language}`, stampOf(revision, words), () => makeAccount(tenant, words));
    },
  };
}

/** The account was erased, or its scan undone, between two looks. */
const NOTHING = { stamp: '', content: undefined, bytes: 0 };

/** Sentences say what is in force, so they are those of a day. */
const stampOf = (revision: string, { today }: Words) => `${revision} ${today}`;
