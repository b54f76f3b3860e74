import type { Shown } from './show.ts';

const HOSTILE = '<img src=x onerror="globalThis.hacked = 1"><script>globalThis.hacked = 1</script>{{constructor}}';

const score = {
  name: 'Fit score',
  kind: 'score',
  tier: 'high',
  flags: ['high-risk-review', 'transparency-notice'],
  notice: 'absent',
  decision: 'dispute',
  does: 'It scores such a record; the result stands in the field “Fit score”.',
  why: 'It scores, ranks or decides about candidates: high-risk under Annex III 4(a).',
  off: false,
  stale: false,
};
const chat = {
  ...score,
  name: 'Portal chat',
  kind: 'chatbot',
  tier: 'limited',
  flags: ['transparency-notice'],
  notice: 'present',
  decision: '',
  does: 'It answers people in a chat.',
  why: 'People talk with it directly: they must learn that it is AI (Art. 50(1)).',
};
const old = { ...score, name: 'Old forecast', kind: 'forecast', tier: 'minimal', flags: [], notice: 'not-needed' };

const ready = {
  state: 'ready',
  scope: 'module',
  admin: false,
  at: '2026-11-27T03:00:00Z',
  complete: true,
  unread: [] as object[],
  features: [score, chat] as object[],
  more: 0,
  unplaced: 0,
};
const unread = [
  { stream: 'chat', status: 'denied', grant: 'admin user' },
  { stream: 'process-definitions', status: 'partial', grant: 'Developer role right on each module' },
  { stream: 'messages', status: 'failed', grant: '' },
];
const overview = {
  ...ready,
  scope: 'all',
  admin: true,
  features: [score, chat, old].map((one) => ({ ...one, modules: ['Leads', 'abc_Candidates'] })),
  examined: { assets: 1053, ai: 3, notAi: 1049, undetermined: 1 },
  dashboard: 'https://ai.example.com',
};
const answer = (body: object): Shown['answers'] => [{ status: 200, body }];
const nothing = (state: string) => answer({ ...ready, state, complete: false, features: [] });
const many = Array.from({ length: 9 }, (_, i) => ({ ...old, name: `Score ${i + 1}`, decision: '' }));

/** Everything that the dashlet and the page can say. */
export const STATES: Record<string, Shown> = {
  loading: { answers: [{ status: 0 }] },
  list: { answers: answer(ready) },
  'list-dark': { answers: answer(ready), dark: true },
  'list-de': { answers: answer(ready), language: 'de_DE' },
  'list-fr': { answers: answer(ready), language: 'fr_FR' },
  'list-es': { answers: answer(ready), language: 'es_ES' },
  many: { answers: answer({ ...ready, features: many, more: 12 }) },
  empty: { answers: answer({ ...ready, features: [] }) },
  'empty-unplaced': { answers: answer({ ...ready, features: [], unplaced: 2 }) },
  'empty-partly': { answers: answer({ ...ready, features: [], complete: false, unread }) },
  partly: { answers: answer({ ...ready, complete: false, unread }) },
  'partly-de': { answers: answer({ ...ready, complete: false, unread }), language: 'de_DE' },
  old: { answers: answer({ ...ready, at: '2026-11-01T03:00:00Z' }) },
  'off-and-stale': { answers: answer({ ...ready, features: [{ ...old, off: true, stale: true }] }) },
  'never-pushed': { answers: nothing('never-pushed') },
  disconnected: { answers: nothing('disconnected') },
  unreadable: { answers: nothing('unreadable') },
  'no-access': { answers: [{ status: 403 }] },
  'no-access-home': { answers: [{ status: 403 }], modules: ['Home'] },
  error: { answers: [{ status: 500 }] },
  hostile: { answers: answer({ ...ready, features: [{ ...score, name: HOSTILE, does: HOSTILE, why: HOSTILE }] }) },
  'other-scripts': {
    answers: answer({
      ...ready,
      features: [
        { ...score, name: 'تقييم المرشحين (v2)' },
        { ...chat, name: '候補者評価スコア' },
        { ...old, name: 'Оценка'.repeat(30) },
      ],
    }),
  },
  overview: { answers: answer(overview), modules: ['Home'], view: 'aiinv-overview' },
  'overview-empty': {
    answers: answer({ ...overview, features: [], complete: true }),
    modules: ['Home'],
    view: 'aiinv-overview',
  },
  'newer-words': {
    answers: answer({ ...ready, features: [{ ...score, kind: 'oracle', tier: 'systemic', flags: ['new-flag'] }] }),
  },
};
