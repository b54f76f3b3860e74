import { describe, expect, it } from '@jest/globals';
import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Heading,
  Link,
  LoadingButton,
  ProgressBar,
  StatisticsItem,
  Table,
  TableRow,
} from '@hubspot/ui-extensions';
import { feature, found, overview, SCAN, settings, unread } from '#plugins/hubspot/harness/sample.ts';
import { textOf } from './support/card.tsx';
import { showOverview } from './support/page.tsx';

const mayScan = { json: settings() };

describe('hubspot/shared/overview', () => {
  it('counts what is grave, what lacks a notice and what cannot be decided, and lists each feature', async () => {
    const counts = { tier: { high: 2, prohibited: 1, undetermined: 4 }, notice: { absent: 5 } };
    const page = showOverview({ overview: { json: overview({ counts }) }, settings: mayScan });
    await page.waitFor(() => page.find(LoadingButton));

    expect(page.find(Heading).text).toBe('AI features of Acme GmbH');
    expect(page.findAll(StatisticsItem).map(({ props }) => [props.label, props.number])).toEqual([
      ['AI features in all', 3],
      ['High-risk or prohibited', 3],
      ['Notice missing', 5],
      ['Risk undetermined', 4],
    ]);
    expect(page.text()).toContain('229 items looked at: 3 with AI, 220 without, 6 of which it cannot be told.');
    const rows = page.findAll(TableRow).slice(1).map(textOf);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('Annex III 4(a), from 2 December 2027. Our reading of the law');
    expect(rows[1]).not.toContain('Our reading');
  });

  it('pages through many, and leads to those that were left out', async () => {
    const features = Array.from({ length: 45 }, (_, place) => ({
      ...feature('cv'),
      key: `f${place}`,
      name: `W${place}`,
    }));
    const page = showOverview({ overview: { json: overview({ features, more: 9 }) }, settings: mayScan });
    await page.waitFor(() => page.find(Table));
    expect(page.find(Table).props).toMatchObject({ paginated: true, pageCount: 3 });

    page.find(Table).trigger('onPageChange' as never, 3 as never);

    expect(
      page
        .findAll(TableRow)
        .slice(1)
        .map((row) => row.find(Link).text),
    ).toEqual(['W40', 'W41', 'W42', 'W43', 'W44']);
    expect(page.find(Link, ({ text }) => text === '9 more in the dashboard')).toBeTruthy();
  });

  it.each([
    ['really nothing', {}, EmptyState],
    ['not everything looked at', { unread: unread() }, Alert],
    ['the scan did not end', { scan: { ...SCAN, complete: false } }, Alert],
  ])('no features, %s', async (_, parts, component) => {
    const page = showOverview({ overview: { json: overview({ features: [], ...parts }) }, settings: mayScan });

    await page.waitFor(() =>
      expect(page.find(component as typeof Alert).props.title).toBe('No AI feature found in this account'),
    );
  });

  it.each([
    ['not-connected', 'Not connected yet'],
    ['never-scanned', 'Not scanned yet'],
  ])('%s', async (state, title) => {
    const page = showOverview({ overview: { json: { state } }, settings: mayScan });

    await page.waitFor(() => expect(page.find(EmptyState).props.title).toBe(title));
  });

  it('shows what was last known when the connection has ended', async () => {
    const page = showOverview({ overview: { json: overview({ state: 'reconnect' }) }, settings: mayScan });

    await page.waitFor(() => expect(page.find(Alert).props.title).toBe('The connection has ended'));

    expect(page.findAll(TableRow)).toHaveLength(4);
    expect(page.service.calls.map(({ path }) => path)).toEqual(['overview']);
  });

  it('loads again after a fault', async () => {
    const page = showOverview({ overview: [{ wrapped: 502 }, { json: overview() }], settings: mayScan });
    await page.waitFor(() => page.find(ErrorState));

    page.find(Button).trigger('onClick');

    await page.waitFor(() => expect(page.findAll(TableRow)).toHaveLength(4));
  });

  it.each([
    [{ json: settings({ mayChange: false }) }, 'A super admin can start a new scan.'],
    [{ json: settings({ mayChange: null }) }, 'Whether you may start a scan could not be checked.'],
    [{ wrapped: 503 }, 'Whether you may start a scan could not be checked.'],
  ])('offers no scan to those who may not or of whom it is not known: %#', async (answer, sentence) => {
    const page = showOverview({ overview: { json: overview() }, settings: answer });

    await page.waitFor(() => expect(page.text()).toContain(sentence));

    expect(page.maybeFind(LoadingButton)).toBeNull();
  });

  it('scans again and loads what was found', async () => {
    const page = showOverview(
      {
        overview: [{ json: overview() }, { json: overview({ ...found({ features: [feature('cv')] }) }) }],
        settings: mayScan,
        rescan: { json: { state: 'joined', scan: { id: 's' } } },
        progress: { json: { state: 'done', complete: true } },
      },
      () => Promise.resolve(),
    );
    await page.waitFor(() => page.find(LoadingButton));

    page.find(LoadingButton).trigger('onClick');

    await page.waitFor(() => expect(page.findAll(TableRow)).toHaveLength(2));
    expect(page.maybeFind(ProgressBar)).toBeNull();
  });
});
