import { z } from 'zod';
import { AccessDenied, Unavailable } from '../../src/kit/errors.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import type { Stream } from '../../src/pull/connector.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { endpoints } from './endpoints.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { optionalText, text } from '../../src/pull/text.ts';

const scopes = ['account-info.security.read'];
const WINDOW_MS = 90 * 24 * 60 * 60 * 1000;

/** HubSpot does not publish the names of AI categories; these words are looked for (api notes, `[M]`). */
const ABOUT_AI = /(^|[_\W])AI([_\W]|$)|AGENT|BREEZE|CHATFLOW|BOT|WORKFLOW/i;

const SecurityEvent = z.object({ type: text(100), createdAt: optionalText(40) });
const AuditEvent = z.object({
  category: optionalText(80),
  subCategory: optionalText(80),
  action: optionalText(80),
  occurredAt: optionalText(40),
});

/** How often what happened, in 90 days; never who did it, nor from where. */
export const securityLog: Stream<HubSpotClient> = {
  name: 'security-log',
  few: true,
  kinds: ['security-event', 'audit-event'],
  scopes,
  async *pull({ client, kept, now }) {
    const since = new Date(now.getTime() - WINDOW_MS).toISOString();
    const security = new Map<string, { count: number; lastAt: string }>();
    for await (const page of client.pages(endpoints.securityLog, SecurityEvent, {
      scopes,
      query: { fromTimestamp: since },
    })) {
      page.items.forEach((event) => note(security, event.type, event.createdAt));
    }
    yield await sift(kept, 'security-event', assetsOf('security-event', security));
    try {
      const audit = new Map<string, { count: number; lastAt: string }>();
      for await (const page of client.pages(endpoints.auditLog, AuditEvent, {
        scopes,
        query: { occurredAfter: since },
      })) {
        for (const { category, subCategory, action, occurredAt } of page.items) {
          const name = [category, subCategory, action].map((part) => part ?? '').join('/');
          if (ABOUT_AI.test(name)) {
            note(audit, name, occurredAt);
          }
        }
      }
      yield await sift(kept, 'audit-event', assetsOf('audit-event', audit));
    } catch (error) {
      // Only Enterprise has the audit log: without it the stream has still been read as far as this edition goes.
      if (!(error instanceof AccessDenied) && !(error instanceof Unavailable)) {
        throw error;
      }
    }
  },
};

function note(
  events: Map<string, { count: number; lastAt: string }>,
  type: string,
  at: string | null | undefined,
): void {
  const known = events.get(type);
  events.set(type, { count: (known?.count ?? 0) + 1, lastAt: [known?.lastAt ?? '', at ?? ''].sort()[1] ?? '' });
}

function assetsOf(kind: string, events: ReadonlyMap<string, { count: number; lastAt: string }>): PulledAsset[] {
  return [...events].map(([type, { count, lastAt }]) => assetOf(kind, type, compact({ type, count, lastAt })));
}
