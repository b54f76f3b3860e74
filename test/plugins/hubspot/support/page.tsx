import { createRenderer } from '@hubspot/ui-extensions/testing';
import { Overview } from '#plugins/hubspot/src/app/shared/overview.tsx';
import { SettingsPage } from '#plugins/hubspot/src/app/shared/settings-page.tsx';
import type { Replies } from '#plugins/hubspot/harness/fake-service.ts';
import { answerWith, textOf } from './card.tsx';
import { Mounted } from './mounted.tsx';

const context = { user: { language: 'en' }, portal: { timezone: 'Europe/Berlin' } };

/** The app's own page. */
export function showOverview(replies: Replies, wait?: (ms: number) => Promise<void>) {
  const service = answerWith(replies);
  const renderer = createRenderer('pages');
  renderer.render(
    <Mounted>
      <Overview context={context} {...(wait && { wait })} />
    </Mounted>,
  );
  return { ...renderer, service, text: () => textOf(renderer.getRootNode()) };
}

export function showSettings(replies: Replies) {
  const service = answerWith(replies);
  const renderer = createRenderer('settings');
  renderer.render(
    <Mounted>
      <SettingsPage context={context} />
    </Mounted>,
  );
  return { ...renderer, service, text: () => textOf(renderer.getRootNode()) };
}
