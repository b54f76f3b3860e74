import type { PresentedFeature } from '../exports/present-feature.ts';
import type { PresentedScan } from '../exports/present-scan.ts';
import { missingRight, stepToGrant } from './grants.ts';
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
const FLAG_WORDS = {
  'prohibited-practice-review': 'prohibited-practice review',
  'high-risk-review': 'high-risk review',
  'transparency-notice': 'notice owed',
} as const;
const CRM_NAMES = { hubspot: 'HubSpot', sugarcrm: 'SugarCRM' } as const;

/** What a person reads after a scan: what was found, what was not looked at, what to do next. */
export function summarise(result: PresentedScan, stream: NodeJS.WriteStream): string {
  const paint = painter(stream);
  return [
    heading(result, paint),
    features(result, paint, stream.columns),
    examined(result),
    gaps(result, paint),
    unseen(result),
    next(result, paint),
  ]
    .filter(Boolean)
    .join('\n\n');
}

type Paint = ReturnType<typeof painter>;

function heading({ tenant, scan }: PresentedScan, paint: Paint): string {
  if (scan.kind === 'import') {
    return `${paint('bold', `${CRM_NAMES[tenant.crm]} files “${plain(tenant.name)}”`)}: read without a call to the CRM`;
  }
  const seconds = (Date.parse(scan.finishedAt) - Date.parse(scan.startedAt)) / 1000;
  const name = tenant.name === tenant.account ? '' : ` ${plain(tenant.name)}`;
  const how = `scanned in ${seconds.toFixed(1)} s with ${count(scan.requests, 'request')}`;
  return `${paint('bold', `${CRM_NAMES[tenant.crm]} account ${plain(tenant.account)}${name}`)}: ${how}`;
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

function features({ features: found, coverage }: PresentedScan, paint: Paint, room?: number): string {
  if (found.length === 0) {
    return coverage.length === 0 ? 'Nothing could be read.' : 'No AI feature was found in what could be looked at.';
  }
  const sorted = [...found].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  const { name, where, system } = widthsFor(room);
  const titles = ['Tier', 'Name', 'Where', ...(system > 0 ? ['AI system'] : []), 'To do'];
  const head = titles.map((title) => paint('dim', title));
  const rows = sorted.map((feature) => [
    paint(TIER_STYLE[feature.tier] as 'red', feature.dormant ? `${feature.tier} (off)` : feature.tier),
    plain(feature.name, name),
    plain(`${feature.asset.kind} ${feature.asset.externalId}`, where),
    ...(system > 0 ? [plain([feature.system.name, feature.system.model].filter(Boolean).join(' '), system)] : []),
    todo(feature, paint),
  ]);
  return columns([head, ...rows]);
}

const rank = (feature: PresentedFeature) =>
  TIER_ORDER.indexOf(feature.tier) + (feature.dormant ? TIER_ORDER.length : 0);

function todo({ flags, notice, missing }: PresentedFeature, paint: Paint): string {
  const words = flags.map((flag) =>
    flag === 'transparency-notice' ? `${FLAG_WORDS[flag]}: ${notice}` : FLAG_WORDS[flag],
  );
  const questions = missing.length === 0 ? [] : [count(missing.length, 'open question')];
  return [...words.map((word) => paint('yellow', word)), ...questions].join(', ') || '–';
}

function examined({ examined: { assets, ai, notAi, undetermined }, features: found }: PresentedScan): string {
  const flagged = (flag: keyof typeof FLAG_WORDS) => found.filter((feature) => feature.flags.includes(flag)).length;
  return [
    `Looked at ${count(assets, 'asset')}: ${ai} with AI, ${notAi} without, ${undetermined} that could not be decided.`,
    `Reviews: ${flagged('prohibited-practice-review')} prohibited practice, ${flagged('high-risk-review')} high-risk. Notices owed: ${flagged('transparency-notice')}.`,
  ].join('\n');
}

function gaps({ coverage, scan, tenant }: PresentedScan, paint: Paint): string {
  const open = coverage.filter((report) => report.status !== 'complete');
  const streams = coverage.map(({ stream }) => stream).join(', ');
  const part = `The files hold ${streams || 'nothing that is known'}. What is not in them was not looked at.`;
  if (open.length === 0) {
    return scan.kind === 'import' ? part : 'Everything these credentials can reach was read to the end.';
  }
  const rows = open.map(({ stream, status, grant, reason }) => [
    stream,
    paint(status === 'unavailable' ? 'dim' : 'yellow', status),
    plain([grant !== undefined ? missingRight(tenant.crm, grant) : '', reason ?? ''].filter(Boolean).join(' · '), 100),
  ]);
  const told = `Not (fully) looked at; nothing here means “no AI”:\n${columns(rows)}`;
  return scan.kind === 'import' ? `${part}\n${told}` : told;
}

function unseen({ notVisible, tenant }: PresentedScan): string {
  const none = notVisible.filter((item) => item.why === 'no-api').length;
  const others = notVisible.length - none;
  if (notVisible.length === 0) {
    return '';
  }
  const uncounted = notVisible.flatMap(({ name, properties }) =>
    properties ? [[`  ${plain(name, 40)}`, plain(properties.join(', '), 120)]] : [],
  );
  return [
    `${count(none, 'AI feature')} of ${CRM_NAMES[tenant.crm]} cannot be seen through any API${others > 0 ? ` and ${others} could not be checked this time` : ''}: ask the administrator (--json lists the questions).`,
    ...(uncounted.length > 0 ? [`AI properties whose values could not be counted:\n${columns(uncounted, 0)}`] : []),
  ].join('\n');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function next(result: PresentedScan, paint: Paint): string {
  const grants = [
    ...new Set(result.coverage.flatMap((report) => (report.status === 'complete' ? [] : (report.grant ?? [])))),
  ];
  const steps = [
    ...(grants.length > 0 ? [stepToGrant(result.tenant.crm, grants)] : []),
    ...(result.features.some((feature) => feature.flags.includes('prohibited-practice-review'))
      ? ['Look at the prohibited-practice reviews first; stop what is confirmed.']
      : []),
    ...(result.features.some((feature) => feature.flags.includes('transparency-notice') && feature.notice !== 'present')
      ? ['Add or prove the notices that are owed.']
      : []),
    'Keep the register: ai-inventory export --format csv --out register.csv',
  ];
  return `${paint('bold', 'Next')}\n${steps.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}\n${paint('dim', 'Flags say what to review. This is no legal advice.')}`;
}
