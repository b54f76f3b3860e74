import { afterEach, describe, expect, it, jest } from '@jest/globals';
import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Heading,
  Link,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  StatusTag,
  Tag,
  Tile,
} from '@hubspot/ui-extensions';
import { feature, found, HOSTILE, onRecord, unread } from '#plugins/hubspot/harness/sample.ts';
import { scenarioNamed } from '#plugins/hubspot/harness/scenarios.ts';
import { showCard, textOf, until, type Shown } from './support/card.tsx';
import { unmountAll } from './support/mounted.tsx';

function show(name: string, shown: Shown = {}) {
  const { replies, objectTypeId, language } = scenarioNamed(name);
  return showCard(replies, { objectTypeId, language, ...shown });
}

describe('hubspot/shared/record-card: asks in two steps', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('shows that it is loading, and ends by its own clock when HubSpot does not', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    const card = show('loading');
    expect(card.find(LoadingSpinner).props.label).toBe('Looking up AI features…');
    await until(() => card.service.calls.length > 0);

    const ended = card.waitFor(() => card.find(ErrorState), { timeoutInMs: 0 });
    jest.advanceTimersByTime(9_000);
    await ended;

    expect(card.text()).toContain('The service took too long to answer.');
  });

  it('asks what is stored, then for this record, each for this person’s language and nothing else', async () => {
    const card = show('features-de');

    await card.waitFor(() => card.find(LoadingButton));

    expect(card.service.calls.map(({ path, method, query }) => ({ path, method, query }))).toEqual([
      { path: 'features', method: 'GET', query: { objectTypeId: '0-1', objectId: '123', language: 'de' } },
      { path: 'record', method: 'GET', query: { objectTypeId: '0-1', objectId: '123' } },
    ]);
  });

  it('shows the features before it knows what holds for this record', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    const card = show('record-still-asked');

    await card.waitFor(() => expect(card.findAll(Tile)).toHaveLength(3), { timeoutInMs: 0 });

    await until(() => card.service.calls.some(({ path }) => path === 'record'));
    expect(card.find(LoadingSpinner).props.label).toBe('Checking this record…');
    expect(card.maybeFind(LoadingButton)).toBeNull();
    expect(card.text()).not.toContain('A value is set here.');
  });

  it('keeps the features when this record could not be checked, and claims nothing about it', async () => {
    const card = show('record-not-answered');

    await card.waitFor(() => expect(card.text()).toContain('could not be checked just now'));

    expect(card.findAll(Tile)).toHaveLength(3);
    expect(card.text()).toContain('Whether you may start a scan could not be checked.');
    expect(card.maybeFind(LoadingButton)).toBeNull();
  });
});

describe('hubspot/shared/record-card: a feature', () => {
  it('carries risk, notice and review as words, says what it does here, why, and leads to the dashboard', async () => {
    const card = show('whole-no-admin');
    await card.waitFor(() => expect(card.text()).toContain('There was a chat in this channel.'));

    const [cv, agent, score] = card.findAll(Tile);
    const text = (tile: typeof cv) => tile && textOf(tile);
    expect(card.find(Heading).text).toBe('3 AI features can act on this contact');
    expect(cv?.findAll(StatusTag).map(({ props, text }) => [props.variant, text])).toEqual([
      ['danger', 'High-risk'],
      ['warning', 'Notice not known'],
    ]);
    expect(cv?.find(Tag).text).toBe('Review as high-risk');
    expect(cv?.find(Link).props.href).toEqual({ url: feature('cv').url, external: true });
    expect(text(cv)).toContain('Why (our reading of the law): It ranks applicants: Annex III 4(a)');
    expect(text(agent)).toContain('Why: People must be told that they are talking to AI: Art. 50(1)');
    expect(text(agent)).toContain('There was a chat in this channel.');
    expect(text(cv)).toContain('Whether it met this very record cannot be seen.');
    expect(text(score)).toContain('A value is set here.');
    expect(score?.findAll(StatusTag).map(({ text }) => text)).toEqual(['Minimal risk', 'No notice owed']);
  });

  it.each([
    [{ known: true, value: 'empty' }, 'No value here at present.'],
    [{ known: false, reason: 'denied', grant: 'x' }, 'Could not be checked here: the app lacks a permission.'],
    [{ known: false, reason: 'failed' }, 'Could not be checked here just now.'],
    [{ known: true, value: 'chatted' }, 'There was a chat in this channel.'],
    [{ known: true, value: 'not-chatted' }, 'No chat in this channel so far.'],
    [{ known: false, reason: 'not-asked' }, 'Whether it met this very record cannot be seen.'],
    [{ known: true, value: 'a value of tomorrow' }, 'Could not be checked here just now.'],
    ['nonsense', 'Could not be checked here just now.'],
  ])('says of %j: %s', async (presence, sentence) => {
    const here = onRecord({ present: { [feature('score').key]: presence } });
    const card = showCard({ features: { json: found({ features: [feature('score')] }) }, record: { json: here } });

    await card.waitFor(() => expect(textOf(card.find(Tile))).toContain(sentence));
  });

  it.each([
    [{ chats: { known: true, count: 0, atLeast: false } }, 'Chats so far: none found'],
    [{ chats: { known: true, count: 1, atLeast: false } }, 'Chats so far: 1'],
    [{ chats: { known: true, count: 500, atLeast: true } }, 'Chats so far: at least 500'],
    [{ chats: { known: false, reason: 'denied' } }, 'Whether there were chats could not be checked.'],
    [{ segments: { known: true, names: ['Hot\nleads', 'VIP'] } }, 'In AI-made segments: Hot leads, VIP'],
    [{ segments: { known: true, names: [] } }, 'In no AI-made segment'],
    [{ segments: { known: false, reason: 'failed' } }, 'Whether it is in AI-made segments could not be checked.'],
  ])('says of this record %j: %s', async (facts, sentence) => {
    const card = showCard({ features: { json: found() }, record: { json: onRecord(facts) } });

    await card.waitFor(() => expect(card.text()).toContain(sentence));
  });

  it('says nothing of chats and segments where there can be none', async () => {
    const here = onRecord({ chats: null, segments: null });
    const card = showCard({ features: { json: found() }, record: { json: here } });
    await card.waitFor(() => card.find(LoadingButton));

    expect(card.text()).not.toMatch(/so far|AI-made/);
  });

  it('says that it is off, that this is not known, and that it was not seen in the last scan', async () => {
    const card = show('off-and-stale');
    await card.waitFor(() => card.find(LoadingButton));

    const tags = card.findAll(Tile).map((tile) => tile.findAll(Tag).map(({ text }) => text));
    expect(tags).toEqual([
      ['Review as high-risk', 'Switched off'],
      ['On or off: not known', 'Not seen in the last scan'],
    ]);
    expect(textOf(card.find(Tile))).toContain('Accepted by a person. (20 Nov 2026, 10:00)');
  });

  it('does not speak of a switch where there is none: a field', async () => {
    const features = [{ ...feature('score'), enabled: null }];
    const card = showCard({ features: { json: found({ features }) }, record: { json: onRecord() } });
    await card.waitFor(() => card.find(LoadingButton));

    expect(card.findAll(Tag)).toEqual([]);
  });

  it('keeps the reason behind a click in the sidebar', async () => {
    const card = show('whole-no-admin', { narrow: true });
    await card.waitFor(() => expect(card.findAll(Accordion)).toHaveLength(3));

    expect(card.findAll(Accordion).map(({ props }) => props.title)).toEqual(['Why?', 'Why?', 'Why?']);
    expect(textOf(card.find(Accordion))).toContain('Annex III 4(a)');
  });
});

describe('hubspot/shared/record-card: many features, odd names', () => {
  it.each([
    [false, 5],
    [true, 3],
  ])('shows the gravest first (sidebar: %s), then all, then where the rest is', async (narrow, first) => {
    const card = show('fifty-features', { narrow });
    await card.waitFor(() => expect(card.findAll(Tile)).toHaveLength(first));
    expect(card.find(Heading).text).toBe('73 AI features can act on this contact');
    expect(card.text()).not.toContain('23 more');

    card.find(Button, ({ text }) => text === 'Show all 50').trigger('onClick');

    expect(card.findAll(Tile)).toHaveLength(50);
    expect(card.find(Link, ({ text }) => text === '23 more in the dashboard')).toBeTruthy();
  });

  it('takes each name as text, on one line and of bearable length', async () => {
    const card = show('hostile-names');
    await card.waitFor(() => card.find(LoadingButton));

    const names = card.findAll(Tile).map((tile) => tile.find(Link).text);
    expect(names[0]).toBe(HOSTILE[0]);
    expect(names[1]).toBe('reversed and hidden');
    expect(names[2]).toHaveLength(120);
  });

  it.each([
    ['a link that is no web address', { ...feature('cv'), url: 'javascript:alert(1)' }],
    ['no link', { ...feature('cv'), url: null }],
  ])('names the feature without a link for %s', async (_, odd) => {
    const card = showCard({
      features: { json: found({ features: [odd], dashboardUrl: 'data:text/html,x' }) },
      record: { json: onRecord() },
    });
    await card.waitFor(() => card.find(LoadingButton));

    expect(card.maybeFind(Link)).toBeNull();
    expect(textOf(card.find(Tile))).toContain('CV-Ranking mit OpenAI');
  });

  it.each([
    ['parts missing', { state: 'ready' }],
    [
      'parts of other kinds',
      { state: 'ready', scan: 7, unread: 'x', features: { a: 1 }, more: 'many', dashboardUrl: [] },
    ],
  ])('never reads %s as “nothing there”', async (_, body) => {
    const card = showCard({ features: { json: body }, record: { json: {} } });

    await card.waitFor(() => expect(card.find(Alert).props.title).toBe('No AI feature found for this contact'));

    expect(card.text()).toContain('not everything could be looked at');
    expect(card.maybeFind(EmptyState)).toBeNull();
  });

  it('takes a sentence of which it is not said for our reading', async () => {
    const { reading: _, ...unsaid } = feature('agent');
    const card = showCard({ features: { json: found({ features: [unsaid] }) }, record: { json: onRecord() } });

    await card.waitFor(() => expect(card.text()).toContain('Why (our reading of the law): People must be told'));
  });

  it('shows features whose parts are missing', async () => {
    const card = showCard({ features: { json: found({ features: [{}, null, 'x'] }) }, record: { json: onRecord() } });

    await card.waitFor(() => expect(card.findAll(Tile)).toHaveLength(3));
  });
});

describe('hubspot/shared/record-card: nothing found', () => {
  it('really nothing: every part was read', async () => {
    const card = show('nothing-really');

    await card.waitFor(() => expect(card.find(EmptyState).props.title).toBe('No AI feature found for this company'));

    expect(card.maybeFind(Alert)).toBeNull();
    expect(card.text()).toContain('Some AI built into HubSpot cannot be seen from outside');
  });

  it('not everything looked at: a warning that names the part', async () => {
    const card = show('nothing-seen');

    await card.waitFor(() => expect(card.find(Alert).props.variant).toBe('warning'));

    expect(textOf(card.find(Alert))).toContain('Chats: not looked at, as the permission');
    expect(card.maybeFind(EmptyState)).toBeNull();
    expect(card.text()).toContain('not complete');
  });

  it('not everything looked at, and not said what: a warning too', async () => {
    const card = show('nothing-seen-unsaid');

    await card.waitFor(() => expect(textOf(card.find(Alert))).toContain('The last scan did not reach everything.'));
  });

  it('some found, some not looked at: said above and below the list', async () => {
    const card = showCard({ features: { json: found({ unread: unread() }) }, record: { json: onRecord() } });

    await card.waitFor(() => expect(card.find(Alert).props.title).toBe('Not everything could be looked at'));

    expect(card.text()).toContain('There may be more');
  });
});

describe('hubspot/shared/record-card: other states', () => {
  it.each([
    ['not-connected', 'Not connected yet', 'An administrator has to connect'],
    ['never-scanned', 'Not scanned yet', 'Nothing is known before the first scan.'],
    ['unsupported-object', 'Not available here', 'This kind of record is not looked at.'],
  ])('%s', async (name, title, sentence) => {
    const card = show(name);

    await card.waitFor(() => expect(card.find(EmptyState).props.title).toBe(title));

    expect(card.text()).toContain(sentence);
  });

  it('asks nothing about a record of an account that is not connected', async () => {
    const card = show('not-connected');
    await card.waitFor(() => card.find(EmptyState));

    expect(card.service.calls.map(({ path }) => path)).toEqual(['features']);
    expect(card.find(Button).props.href).toEqual({ url: 'https://ai-inventory.example.com/', external: true });
  });

  it('shows the last known when the connection has ended, and says so', async () => {
    const card = show('reconnect');
    await card.waitFor(() => expect(card.findAll(Tile)).toHaveLength(3));

    expect(card.find(Alert).props.title).toBe('The connection has ended');
    expect(card.text()).toContain('What you see is from the last scan.');
    expect(card.maybeFind(LoadingSpinner)).toBeNull();
  });

  it('offers the first scan to a super admin', async () => {
    const card = show('never-scanned');

    await card.waitFor(() => expect(card.find(LoadingButton).text).toBe('Scan now'));
  });

  it('speaks of a custom object as a record', async () => {
    const card = show('custom-object');

    await card.waitFor(() => expect(card.find(Heading).text).toBe('1 AI feature can act on this record'));
  });

  it.each(['service-down', 'timed-out', 'refused'])(
    '%s: an error that does not read as “no AI”, and another try',
    async (name) => {
      const { replies } = scenarioNamed(name);
      const card = showCard({
        ...replies,
        features: [replies['features'] as object, { json: found() }].flat() as never,
        record: { json: onRecord() },
      });
      await card.waitFor(() => card.find(ErrorState));
      expect(card.text()).toContain('This does not mean that there is no AI.');

      card.find(Button).trigger('onClick');

      await card.waitFor(() => expect(card.findAll(Tile)).toHaveLength(3));
    },
  );

  it.each([
    ['en', 'Last scan: 26 Nov 2026, 14:03'],
    ['de-AT', 'Letzter Scan: 26.11.2026, 14:03'],
    ['fr', 'Dernière analyse : 26 nov. 2026, 14:03'],
    ['es-MX', 'Último análisis: 26 nov 2026, 14:03'],
    ['ja', 'Last scan: 26 Nov 2026, 14:03'],
  ])('speaks %s, in the account’s time', async (language, sentence) => {
    const card = showCard({ features: { json: found() }, record: { json: onRecord() } }, { language });

    await card.waitFor(() => expect(card.text()).toContain(sentence));
  });
});

describe('hubspot/shared/record-card: a new scan', () => {
  const running = (done: number) => ({
    json: { state: 'running', done, total: 229, requests: 4, etaSeconds: 100 - done },
  });

  /** Waits of the card that a test ends one by one. */
  function pauses() {
    const waiting: { ms: number; end: () => void }[] = [];
    const wait = (ms: number) => new Promise<void>((end) => waiting.push({ ms, end }));
    const next = async () => {
      await until(() => waiting.length > 0);
      const pause = waiting.shift();
      pause?.end();
      return pause?.ms;
    };
    return { wait, next, waiting };
  }

  async function started(progress: object[], rescan: object = { json: { state: 'queued', scan: { id: 'scan-2' } } }) {
    const { wait, next, waiting } = pauses();
    const card = showCard(
      {
        features: [{ json: found() }, { json: found({ features: [feature('cv')] }) }],
        record: { json: onRecord() },
        rescan: rescan as never,
        progress: progress as never,
      },
      { wait },
    );
    await card.waitFor(() => card.find(LoadingButton));
    card.find(LoadingButton).trigger('onClick');
    return { card, next, waiting };
  }

  it('is started, followed, and shown when it is done', async () => {
    const { card, next } = await started([running(60), running(120), { json: { state: 'done', complete: true } }]);
    await card.waitFor(() => expect(card.find(ProgressBar).props.valueDescription).toBe(''));

    expect(await next()).toBe(2_000);
    await card.waitFor(() => expect(card.find(ProgressBar).props.value).toBe(60));
    expect(card.find(ProgressBar).props.valueDescription).toBe('60 of 229 read, less than a minute left');
    expect(card.find(Button, ({ text }) => text === 'Scan running').props.disabled).toBe(true);
    await next();
    await card.waitFor(() => expect(card.find(ProgressBar).props.value).toBe(120));
    await next();
    await card.waitFor(() => expect(card.find(Alert).props.title).toBe('The scan is done.'));
    await card.waitFor(() => expect(card.findAll(Tile)).toHaveLength(1));

    expect(card.maybeFind(ProgressBar)).toBeNull();
    expect(card.service.calls.filter(({ path }) => path === 'rescan')).toEqual([
      { path: 'rescan', method: 'POST', query: {}, body: {} },
    ]);
    expect(card.service.calls.at(-1)?.path).toBe('record');
  });

  it('looks more and more rarely', async () => {
    const { card, next } = await started([running(1)]);
    await card.waitFor(() => card.find(ProgressBar));

    const waits: (number | undefined)[] = [];
    for (let look = 0; look < 9; look += 1) {
      waits.push(await next());
    }

    expect(waits).toEqual([2_000, 2_000, 3_000, 5_000, 5_000, 8_000, 10_000, 10_000, 10_000]);
  });

  it('ends by saying that it takes longer', async () => {
    const { card, next } = await started([running(1)]);
    for (let look = 0; look < 120; look += 1) {
      await next();
    }

    await card.waitFor(() => expect(card.find(Alert).props.title).toContain('The scan takes longer.'));
  });

  it('passes over a lost answer, and stops after three in a row', async () => {
    const lost = { wrapped: 503 };
    const { card, next } = await started([lost, lost, running(5), lost]);
    for (let look = 0; look < 3; look += 1) {
      await next();
    }
    await card.waitFor(() => expect(card.find(ProgressBar).props.value).toBe(5));

    for (let look = 0; look < 3; look += 1) {
      await next();
    }

    await card.waitFor(() => expect(card.find(Alert).props.title).toContain('cannot be read just now'));
  });

  it.each([
    [{ json: { state: 'done', complete: false } }, 'The scan is done, but not everything could be looked at.'],
    [{ json: { state: 'failed' } }, 'The scan failed. What you see is from the one before.'],
    [{ json: { state: 'cancelled' } }, 'The scan was stopped.'],
    [{ json: { state: 'not-connected' } }, 'An administrator has to connect this HubSpot account first.'],
  ])('ends with %j: %s', async (progress, title) => {
    const { card, next } = await started([progress]);
    await next();

    await card.waitFor(() => expect(card.find(Alert).props).toMatchObject({ title, variant: 'warning' }));
  });

  it.each([
    [{ json: { state: 'not-allowed' } }, 'Only a super admin of this account may start a scan.'],
    [{ json: { state: 'not-known' } }, 'Whether you may start a scan could not be checked. Please try again.'],
    [{ json: { state: 'reconnect' } }, 'An administrator has to connect this HubSpot account again.'],
    [{ json: { state: 'queued' } }, 'How far the scan is cannot be read just now.'],
    [{ wrapped: 401 }, 'The request was not accepted.'],
    [{ wrapped: 429 }, 'Too many requests at once.'],
  ])('is not started by %j: %s', async (rescan, sentence) => {
    const { card, waiting } = await started([], rescan);

    await card.waitFor(() => expect(card.find(Alert).props.title).toContain(sentence));

    expect(waiting).toEqual([]);
    expect(card.find(LoadingButton).text).toBe('Scan again');
  });

  it('is not followed any more when the card is gone', async () => {
    const { card, next, waiting } = await started([running(60)]);
    await card.waitFor(() => card.find(ProgressBar));
    await next();
    await until(() => waiting.length > 0);
    const before = card.service.calls.length;

    await unmountAll();
    await next();
    await unmountAll();

    expect(card.service.calls).toHaveLength(before);
    expect(waiting).toEqual([]);
  });

  it('joins one that runs already, also for those who may not start one', async () => {
    const { wait, next } = pauses();
    const { replies } = scenarioNamed('scan-running');
    const card = showCard(
      { ...replies, record: { json: onRecord({ mayRescan: false }) }, progress: running(200) },
      { wait },
    );
    await card.waitFor(() => expect(card.find(ProgressBar).props.value).toBe(120));

    await next();
    await card.waitFor(() => expect(card.find(ProgressBar).props.value).toBe(200));

    expect(card.service.calls.at(-1)).toMatchObject({ path: 'progress', query: { scan: 'scan-2' } });
    expect(card.text()).toContain('A super admin can start a new scan.');
  });
});
