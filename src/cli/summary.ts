import type { PresentedFeature } from '../exports/present-feature.ts';
import type { PresentedScan } from '../exports/present-scan.ts';
import type { Words } from '../exports/words.ts';
import { missingRight, stepToGrant } from './grants.ts';
import { sayer, type Say } from './say.ts';
import { columns, painter, plain } from './terminal.ts';

const TIER_ORDER = ['prohibited', 'high', 'undetermined', 'limited', 'minimal'];
const TIER_STYLE = {
  prohibited: ['red', 'bold'],
  high: 'red',
  undetermined: 'yellow',
  limited: 'cyan',
  minimal: 'green',
  'not-ai': 'dim',
} as const;
const CRM_NAMES = { hubspot: 'HubSpot', sugarcrm: 'SugarCRM' } as const;

/** What a person reads after a scan: what was found, what was not looked at, what to do next. */
export function summarise(result: PresentedScan, words: Words, stream: NodeJS.WriteStream): string {
  const paint = painter(stream);
  const say = sayer(words);
  return [
    heading(result, say, paint),
    features(result, say, paint, stream.columns),
    examined(result, say),
    gaps(result, say, paint),
    unseen(result, say),
    next(result, say, paint),
  ]
    .filter(Boolean)
    .join('\n\n');
}

type Paint = ReturnType<typeof painter>;

function heading({ tenant, scan }: PresentedScan, say: Say, paint: Paint): string {
  const crm = CRM_NAMES[tenant.crm];
  if (scan.kind === 'import') {
    return `${paint('bold', say('files', { crm, name: plain(tenant.name) }))}: ${say('files-how')}`;
  }
  const seconds = ((Date.parse(scan.finishedAt) - Date.parse(scan.startedAt)) / 1000).toFixed(1);
  const name = tenant.name === tenant.account ? '' : ` ${plain(tenant.name)}`;
  const account = `${say('account', { crm, account: plain(tenant.account) })}${name}`;
  return `${paint('bold', account)}: ${say.count('scanned', scan.requests, { seconds })}`;
}

/** Where there is no terminal there is room enough. */
const ROOM = 160;
/** Tier and tasks, and the gaps between the columns. */
const FIXED = 66;
const [NAME, WHERE, SYSTEM] = [38, 34, 34];

/** A narrow terminal would break the lines: it has no column for the system, and shorter names. */
function widthsFor(room: number = ROOM): { name: number; where: number; system: number } {
  if (room >= NAME + WHERE + SYSTEM + FIXED - 12) {
    return { name: NAME, where: WHERE, system: SYSTEM };
  }
  const half = Math.max(16, Math.floor((room - FIXED) / 2));
  return { name: Math.min(NAME, half), where: Math.min(WHERE, half), system: 0 };
}

function features({ features: found, coverage }: PresentedScan, say: Say, paint: Paint, room?: number): string {
  if (found.length === 0) {
    return say(coverage.length === 0 ? 'nothing-read' : 'none-found');
  }
  const sorted = [...found].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  const { name, where, system } = widthsFor(room);
  const titles = ['tier', 'name', 'where', ...(system > 0 ? ['system'] : []), 'to-do'];
  const head = titles.map((title) => paint('dim', say(title)));
  const rows = sorted.map((feature) => [
    paint(TIER_STYLE[feature.tier] as 'red', feature.dormant ? `${feature.tier} (${say('off')})` : feature.tier),
    plain(feature.name, name),
    plain(`${feature.asset.kind} ${feature.asset.externalId}`, where),
    ...(system > 0 ? [plain([feature.system.name, feature.system.model].filter(Boolean).join(' '), system)] : []),
    todo(feature, say, paint),
  ]);
  return columns([head, ...rows]);
}

const rank = (feature: PresentedFeature) =>
  TIER_ORDER.indexOf(feature.tier) + (feature.dormant ? TIER_ORDER.length : 0);

function todo({ flags, notice, missing }: PresentedFeature, say: Say, paint: Paint): string {
  const words = flags.map((flag) => say(flag, { notice: say(`notice.${notice}`) }));
  const questions = missing.length === 0 ? [] : [say.count('questions', missing.length)];
  return [...words.map((word) => paint('yellow', word)), ...questions].join(', ') || '–';
}

function examined({ examined: { assets, ...rest }, features: found }: PresentedScan, say: Say): string {
  const flagged = (flag: PresentedFeature['flags'][number]) =>
    found.filter((feature) => feature.flags.includes(flag)).length;
  return [
    say.count('examined', assets, rest),
    say('reviews', {
      prohibited: flagged('prohibited-practice-review'),
      high: flagged('high-risk-review'),
      notices: flagged('transparency-notice'),
    }),
  ].join('\n');
}

function gaps({ coverage, scan, tenant }: PresentedScan, say: Say, paint: Paint): string {
  const open = coverage.filter((report) => report.status !== 'complete');
  const streams = coverage.map(({ stream }) => stream).join(', ');
  const part = say('part', { streams: streams || say('part-nothing') });
  if (open.length === 0) {
    return scan.kind === 'import' ? part : say('all-read');
  }
  const rows = open.map(({ stream, status, grant, reason }) => [
    stream,
    paint(status === 'unavailable' ? 'dim' : 'yellow', status),
    plain(
      [grant !== undefined ? missingRight(tenant.crm, grant, say) : '', reason ?? ''].filter(Boolean).join(' · '),
      100,
    ),
  ]);
  const told = `${say('not-read')}\n${columns(rows)}`;
  return scan.kind === 'import' ? `${part}\n${told}` : told;
}

function unseen({ notVisible, tenant }: PresentedScan, say: Say): string {
  const none = notVisible.filter((item) => item.why === 'no-api').length;
  const others = notVisible.length - none;
  if (notVisible.length === 0) {
    return '';
  }
  const uncounted = notVisible.flatMap(({ name, properties }) =>
    properties ? [[`  ${plain(name, 40)}`, plain(properties.join(', '), 120)]] : [],
  );
  const crm = CRM_NAMES[tenant.crm];
  return [
    say.count('unseen', none, { crm, others: others > 0 ? say('unseen-others', { count: others }) : '' }),
    ...(uncounted.length > 0 ? [`${say('uncounted')}\n${columns(uncounted, 0)}`] : []),
  ].join('\n');
}

function next(result: PresentedScan, say: Say, paint: Paint): string {
  const grants = [
    ...new Set(result.coverage.flatMap((report) => (report.status === 'complete' ? [] : (report.grant ?? [])))),
  ];
  const steps = [
    ...(grants.length > 0 ? [stepToGrant(result.tenant.crm, grants, say)] : []),
    ...(result.features.some((feature) => feature.flags.includes('prohibited-practice-review'))
      ? [say('next-prohibited')]
      : []),
    ...(result.features.some((feature) => feature.flags.includes('transparency-notice') && feature.notice !== 'present')
      ? [say('next-notices')]
      : []),
    say('next-keep', { command: 'ai-inventory export --format csv --out register.csv' }),
  ];
  return `${paint('bold', say('next'))}\n${steps.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}\n${paint('dim', say('advice'))}`;
}
