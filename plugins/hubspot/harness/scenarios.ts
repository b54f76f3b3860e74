import { LANGUAGES, type Language } from '../src/app/shared/speech.ts';
import type { Replies } from './fake-service.ts';
import { DASHBOARD, feature, found, HOSTILE, onRecord, overview, SCAN, settings, unread } from './sample.ts';

export type Surface = 'tab' | 'sidebar' | 'overview' | 'settings';

/** One state of the app: what the service answers, and what is clicked. */
export interface Scenario {
  name: string;
  surfaces: readonly Surface[];
  language: Language;
  objectTypeId: string;
  replies: Replies;
  /** The text of the button that is pressed first. */
  press?: string;
}

type Parts = Pick<Scenario, 'name' | 'replies'> & Partial<Scenario>;

const CARD: readonly Surface[] = ['tab', 'sidebar'];
const scenario = (parts: Parts): Scenario => ({ surfaces: CARD, language: 'en', objectTypeId: '0-1', ...parts });
const ready = (answer: object = found(), here: object = onRecord()): Replies => ({
  features: { json: answer },
  record: { json: here },
});
const RUNNING = { id: 'scan-2', done: 120, total: 229, requests: 41, etaSeconds: 12 };
const none = { features: [] };

const CARD_STATES: Scenario[] = [
  ...LANGUAGES.map((language) =>
    scenario({ name: `features-${language}`, language, replies: ready(found({ unread: unread(language) }, language)) }),
  ),
  scenario({ name: 'loading', replies: { features: 'never' } }),
  scenario({ name: 'record-still-asked', replies: { features: { json: found() }, record: 'never' } }),
  scenario({ name: 'record-not-answered', replies: { features: { json: found() }, record: { wrapped: 503 } } }),
  scenario({
    name: 'record-unknown',
    replies: ready(
      found(),
      onRecord({
        present: {
          [feature('cv').key]: { known: false, reason: 'failed' },
          [feature('score').key]: { known: false, reason: 'denied', grant: 'crm.objects.contacts.read' },
        },
        chats: { known: false, reason: 'denied', grant: 'conversations.read' },
        segments: { known: false, reason: 'failed' },
        mayRescan: null,
      }),
    ),
  }),
  scenario({ name: 'whole-no-admin', replies: ready(found(), onRecord({ mayRescan: false })) }),
  scenario({ name: 'nothing-really', replies: ready(found(none)), objectTypeId: '0-2' }),
  scenario({ name: 'nothing-seen', replies: ready(found({ ...none, unread: unread() })), objectTypeId: '0-3' }),
  scenario({ name: 'nothing-seen-unsaid', replies: ready(found({ ...none, scan: { ...SCAN, complete: false } })) }),
  scenario({
    name: 'not-connected',
    replies: { features: { json: { state: 'not-connected', dashboardUrl: DASHBOARD } } },
  }),
  scenario({ name: 'reconnect', replies: { features: { json: found({ state: 'reconnect' }) } } }),
  scenario({
    name: 'never-scanned',
    replies: ready({ state: 'never-scanned', scan: { finishedAt: null, complete: false, running: null } }),
  }),
  scenario({
    name: 'unsupported-object',
    objectTypeId: '0-47',
    replies: { features: { json: { state: 'unsupported-object' } } },
  }),
  scenario({ name: 'service-down', replies: { features: { wrapped: 502 } } }),
  scenario({ name: 'timed-out', replies: { features: { throws: 'Request timed out' } } }),
  scenario({ name: 'refused', replies: { features: { wrapped: 401 } } }),
  scenario({ name: 'custom-object', objectTypeId: '2-44001', replies: ready(found({ features: [feature('cv')] })) }),
  scenario({
    name: 'off-and-stale',
    replies: ready(
      found({
        features: [
          {
            ...feature('cv'),
            enabled: false,
            decision: { kind: 'accept', label: 'Accepted by a person.', at: '2026-11-20T09:00:00Z' },
          },
          { ...feature('agent'), stale: true, enabled: null },
        ],
      }),
    ),
  }),
  scenario({
    name: 'hostile-names',
    replies: ready(
      found({
        features: HOSTILE.map((name, place) => ({
          ...feature('cv'),
          key: `hostile-${place}`,
          name,
          does: name,
          why: name,
        })),
        unread: unread().map((one) => ({ ...one, label: HOSTILE[0], text: HOSTILE[0] })),
      }),
    ),
    press: 'Show all 6',
  }),
  scenario({
    name: 'fifty-features',
    replies: ready(
      found({
        features: Array.from({ length: 50 }, (_, place) => ({
          ...feature(place % 2 === 0 ? 'agent' : 'score'),
          key: `feature-${place}`,
          name: `AI feature number ${place + 1}`,
        })),
        more: 23,
      }),
    ),
    press: 'Show all 50',
  }),
  scenario({
    name: 'scan-running',
    replies: { ...ready(found({ scan: { ...SCAN, running: RUNNING } })), progress: 'never' },
  }),
  scenario({
    name: 'rescan-not-allowed',
    replies: { ...ready(), rescan: { json: { state: 'not-allowed' } } },
    press: 'Scan again',
  }),
];

const PAGE: readonly Surface[] = ['overview'];
const PAGE_STATES: Scenario[] = [
  ...LANGUAGES.map((language) =>
    scenario({
      name: `overview-${language}`,
      surfaces: PAGE,
      language,
      replies: { overview: { json: overview({ unread: unread(language) }, language) }, settings: { json: settings() } },
    }),
  ),
  scenario({
    name: 'overview-nothing',
    surfaces: PAGE,
    replies: { overview: { json: overview(none) }, settings: { json: settings({ mayChange: false }) } },
  }),
  scenario({ name: 'overview-down', surfaces: PAGE, replies: { overview: { wrapped: 500 } } }),
  scenario({
    name: 'overview-hundred',
    surfaces: PAGE,
    replies: {
      overview: {
        json: overview({
          features: Array.from({ length: 100 }, (_, place) => ({
            ...feature('cv'),
            key: `f-${place}`,
            name: `Workflow ${place + 1}`,
          })),
          more: 211,
        }),
      },
      settings: { json: settings() },
    },
  }),
];

const SETTINGS: readonly Surface[] = ['settings'];
const SETTINGS_STATES: Scenario[] = [
  ...LANGUAGES.map((language) =>
    scenario({
      name: `settings-${language}`,
      surfaces: SETTINGS,
      language,
      replies: { settings: { json: settings({ language }) } },
    }),
  ),
  scenario({
    name: 'settings-whole-no-admin',
    surfaces: SETTINGS,
    replies: {
      settings: {
        json: settings({ missingScopes: [], mayChange: false, schedule: { cron: '15 4 * * 2', zone: 'UTC' } }),
      },
    },
  }),
  scenario({
    name: 'settings-reconnect',
    surfaces: SETTINGS,
    replies: { settings: { json: settings({ state: 'reconnect' }) } },
  }),
  scenario({
    name: 'settings-saved',
    surfaces: SETTINGS,
    replies: { settings: { json: settings() }, 'put settings': { json: { state: 'saved' } } },
    press: 'Save',
  }),
];

export const SCENARIOS: readonly Scenario[] = [...CARD_STATES, ...PAGE_STATES, ...SETTINGS_STATES];

export function scenarioNamed(name: string): Scenario {
  const wanted = SCENARIOS.find((one) => one.name === name);
  if (!wanted) {
    throw new Error(`There is no scenario “${name}”.`);
  }
  return wanted;
}
