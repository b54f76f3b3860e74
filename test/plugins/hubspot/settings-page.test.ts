import { describe, expect, it } from '@jest/globals';
import {
  Alert,
  Button,
  DescriptionListItem,
  EmptyState,
  ErrorState,
  LoadingButton,
  Select,
} from '@hubspot/ui-extensions';
import { settings } from '#plugins/hubspot/harness/sample.ts';
import { showSettings } from './support/page.tsx';

type Page = ReturnType<typeof showSettings>;
const select = (page: Page, name: string) => page.find(Select, ({ props }) => props.name === name);
const put = (page: Page) => page.service.calls.filter(({ method }) => method === 'PUT').map(({ body }) => body);

async function show(overrides: object = {}, saved: object = { json: { state: 'saved' } }): Promise<Page> {
  const page = showSettings({ settings: { json: settings(overrides) }, 'put settings': saved as never });
  await page.waitFor(() => page.find(DescriptionListItem));
  return page;
}

describe('hubspot/shared/settings-page', () => {
  it('says since when it is connected and what each missing permission would show', async () => {
    const page = await show();

    expect(page.text()).toContain('Connected since 1 Sept 2026, 10:00');
    expect(page.text()).toContain('conversations.read: It would show who answers in chats');
    expect(page.find(Button, ({ text }) => text === 'Grant permissions').props.href).toEqual({
      url: 'https://ai-inventory.example.com/hubspot/install',
      external: true,
    });
  });

  it('asks for nothing when nothing is missing', async () => {
    const page = await show({ missingScopes: [] });

    expect(page.text()).toContain('The app may read everything it asks for.');
    expect(page.maybeFind(Button)).toBeNull();
  });

  it('does not speak of permissions while the connection has ended', async () => {
    const page = await show({ state: 'reconnect', missingScopes: [] });

    expect(page.find(Alert).props.title).toBe('The connection has ended');
    expect(page.find(Button).text).toBe('Connect');
    expect(page.text()).not.toContain('The app may read everything');
  });

  it('leads to connecting', async () => {
    const page = showSettings({ settings: { json: settings({ state: 'not-connected' }) } });

    await page.waitFor(() => expect(page.find(EmptyState).props.title).toBe('Not connected yet'));

    expect(page.find(Button).text).toBe('Connect');
  });

  it('loads again after a fault', async () => {
    const page = showSettings({ settings: [{ throws: 'timed out' }, { json: settings() }] });
    await page.waitFor(() => page.find(ErrorState));

    page.find(Button).trigger('onClick');

    await page.waitFor(() => page.find(DescriptionListItem));
  });

  it('saves schedule and language, and keeps the time zone', async () => {
    const page = await show();

    select(page, 'schedule').trigger('onChange', '0 5 * * 1' as never);
    select(page, 'language').trigger('onChange', 'de' as never);
    page.find(LoadingButton).trigger('onClick');

    await page.waitFor(() => expect(page.find(Alert).props).toMatchObject({ title: 'Saved.', variant: 'success' }));
    expect(put(page)).toEqual([{ schedule: { cron: '0 5 * * 1', zone: 'Europe/Berlin' }, language: 'de' }]);
  });

  it('ends the regular scan', async () => {
    const page = await show();

    select(page, 'schedule').trigger('onChange', '' as never);
    page.find(LoadingButton).trigger('onClick');

    await page.waitFor(() => page.find(Alert));
    expect(put(page)).toEqual([{ schedule: null, language: 'en' }]);
  });

  it('takes the account’s time zone for the first schedule, and leaves a language it does not know', async () => {
    const page = await show({ schedule: null, language: '' });
    expect(select(page, 'language').props.options[0]).toEqual({ label: 'As set in the dashboard', value: '' });

    select(page, 'schedule').trigger('onChange', '0 3 * * *' as never);
    page.find(LoadingButton).trigger('onClick');

    await page.waitFor(() => page.find(Alert));
    expect(put(page)).toEqual([{ schedule: { cron: '0 3 * * *', zone: 'Europe/Berlin' } }]);
  });

  it('shows a schedule made elsewhere, and leaves it as it is', async () => {
    const page = await show({ schedule: { cron: '15 4 * * 2', zone: 'UTC' } });
    expect(select(page, 'schedule').props.options.at(-1)).toEqual({
      label: 'As set in the dashboard',
      value: '15 4 * * 2',
    });

    page.find(LoadingButton).trigger('onClick');

    await page.waitFor(() => page.find(Alert));
    expect(put(page)).toEqual([{ schedule: { cron: '15 4 * * 2', zone: 'UTC' }, language: 'en' }]);
  });

  it('lets only a super admin change anything', async () => {
    const page = await show({ mayChange: false });

    expect(select(page, 'schedule').props.readOnly).toBe(true);
    expect(select(page, 'language').props.readOnly).toBe(true);
    expect(page.maybeFind(LoadingButton)).toBeNull();
    expect(page.text()).toContain('Only a super admin of this account may change this.');
  });

  it.each([
    [{ json: { state: 'not-allowed' } }, 'Only a super admin of this account may change this.'],
    [{ json: { state: 'not-known' } }, 'Whether you may change this could not be checked. Please try again.'],
    [{ json: { state: 'invalid' } }, 'This was not accepted.'],
    [{ wrapped: 401 }, 'The request was not accepted. Trying again usually helps.'],
    [{ json: { state: 'tomorrow' } }, 'The service cannot be reached.'],
  ])('says why it was not saved: %j', async (saved, title) => {
    const page = await show({}, saved);

    page.find(LoadingButton).trigger('onClick');

    await page.waitFor(() => expect(page.find(Alert).props).toMatchObject({ title, variant: 'warning' }));
  });
});
