import { stringify } from 'csv-stringify/sync';
import type { PresentedFeature } from './present-feature.ts';
import type { PresentedScan } from './present-scan.ts';

const COLUMNS = [
  'key',
  'name',
  'tier',
  'flags',
  'notice',
  'kind',
  'system',
  'vendor',
  'model',
  'asset',
  'asset id',
  'link',
  'enabled',
  'in use',
  'why',
  'duties',
  'open questions',
  'evidence',
] as const;
type Row = Record<(typeof COLUMNS)[number], string>;

/**
 * The register as a table: features first, then what was cleared. A cell that a spreadsheet would run as a formula is
 * made inert, since names come from the CRM.
 */
export function toCsv({ features, notAi }: PresentedScan): string {
  const rows = [...features.map(featureRow), ...notAi.map(clearedRow)];
  return stringify(rows, {
    header: true,
    columns: [...COLUMNS],
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

function featureRow(feature: PresentedFeature): Row {
  return {
    key: feature.key,
    name: feature.name,
    tier: feature.tier,
    flags: feature.flags.join(', '),
    notice: feature.notice,
    kind: feature.kind,
    system: feature.system.name,
    vendor: feature.system.vendor,
    model: feature.system.model ?? '',
    asset: feature.asset.kind,
    'asset id': feature.asset.externalId,
    link: feature.asset.url ?? '',
    enabled: yesNo(feature.enabled),
    'in use': yesNo(feature.inUse),
    why: lines(
      feature.because.map(({ text, citations }) => (citations.length > 0 ? `${text} (${citations.join('; ')})` : text)),
    ),
    duties: lines(
      feature.obligations.map(
        ({ article, duty, from, status }) => `${article}: ${duty} [${from ?? 'good practice'}, ${status}]`,
      ),
    ),
    'open questions': lines(feature.missing.map(({ question }) => question)),
    evidence: lines(feature.evidence.map(({ claim, at, value }) => `${claim} ${value ?? ''} (${at})`)),
  };
}

function clearedRow({ key, name, because }: PresentedScan['notAi'][number]): Row {
  const empty = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Row;
  return { ...empty, key, name, tier: 'not-ai', why: because };
}

const lines = (texts: readonly string[]) => texts.join('\n');
const yesNo = (value: boolean | null) => (value === null ? 'unknown' : value ? 'yes' : 'no');
