import type { Language } from '#src/model/message.ts';
import type { CardStatus } from '#src/store/card-status.ts';
import type { Content, ContentDeps, Contents, RecordType } from './contents.ts';
import { runningOf } from './running.ts';
import type { FeaturesAnswer } from './schema.ts';
import type { Written } from './send.ts';

/** Which features act on a record of a type: from the store alone. */
export async function cardFeatures(
  contents: Contents,
  status: CardStatus,
  type: RecordType,
  language: Language,
  dashboardUrl: ContentDeps['dashboardUrl'],
): Promise<FeaturesAnswer | Written> {
  const found = await contents.ofRecords(status, type, language);
  if (!found || status.connection === 'reconnect' || status.open) {
    return { dashboardUrl: dashboardUrl(status.tenant), ...told(status, found?.content) };
  }
  return found.ready;
}

type Told = Pick<Content, 'unread' | 'features' | 'more'> & {
  state: 'ready' | 'reconnect' | 'never-scanned';
  scan: NonNullable<FeaturesAnswer['scan']>;
};

/** What was seen before stays told when HubSpot refuses the credentials. */
export function told(status: CardStatus, content: Content | undefined): Told {
  const state = status.connection === 'reconnect' ? 'reconnect' : content ? 'ready' : 'never-scanned';
  const running = runningOf(status);
  if (!content) {
    return { state, scan: { finishedAt: null, complete: false, running }, unread: [], features: [], more: 0 };
  }
  const { scan, ...rest } = content;
  return { state, scan: { ...scan, running }, ...rest };
}
