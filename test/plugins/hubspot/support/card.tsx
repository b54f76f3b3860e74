import { createRenderer, type RenderedNode } from '@hubspot/ui-extensions/testing';
import { fakeService, type Replies } from '#plugins/hubspot/harness/fake-service.ts';
import { RecordCard } from '#plugins/hubspot/src/app/shared/record-card.tsx';
import { Mounted } from './mounted.tsx';

/** HubSpot's own fetch for extensions hangs on the worker's `self`, which Node does not have. */
export function answerWith(replies: Replies) {
  const service = fakeService(replies);
  Object.assign(globalThis, { self: globalThis, hsFetch: service.fetch });
  return service;
}

/** Waits for what needs no change on the page, such as a call that was made. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** HubSpot's own `text` ends at the first component within. */
export function textOf(node: RenderedNode): string {
  return 'childNodes' in node ? node.childNodes.map(textOf).join(' ').replace(/\s+/g, ' ') : node.text;
}

export interface Shown {
  objectTypeId?: string;
  language?: string;
  narrow?: boolean;
  wait?: (ms: number) => Promise<void>;
}

/** The card on a record, in HubSpot's own test renderer. */
export function showCard(
  replies: Replies,
  { objectTypeId = '0-1', language = 'en', narrow = false, wait }: Shown = {},
) {
  const service = answerWith(replies);
  const renderer = createRenderer('crm.record.tab');
  const { context } = renderer.mocks;
  const place = {
    location: narrow ? 'crm.record.sidebar' : 'crm.record.tab',
    user: { ...context.user, language },
    portal: { ...context.portal, timezone: 'Europe/Berlin' },
    crm: { objectId: 123, objectTypeId },
  };
  renderer.render(
    <Mounted>
      <RecordCard context={place} {...(wait && { wait })} />
    </Mounted>,
  );
  const text = () => textOf(renderer.getRootNode());
  return { ...renderer, service, text };
}
