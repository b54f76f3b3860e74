import type { CrmRecord } from '../portal/portal.ts';

export const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

export interface RecordFilter {
  propertyName: string;
  operator: (typeof OPERATORS)[number];
  value?: string | undefined;
  highValue?: string | undefined;
  values?: string[] | undefined;
}

/** Whether the record has what the filter asks for. A record without a value meets only the negative filters. */
export function matches(record: CrmRecord, filter: RecordFilter): boolean {
  const { operator, value = '', highValue = '', values = [] } = filter;
  const held = record.properties[filter.propertyName];
  if (held === undefined || held === '') return operator.startsWith('NOT_') || operator === 'NEQ';
  switch (operator) {
    case 'HAS_PROPERTY':
      return true;
    case 'NOT_HAS_PROPERTY':
      return false;
    case 'EQ':
      return held === value;
    case 'NEQ':
      return held !== value;
    case 'IN':
      return values.includes(held);
    case 'NOT_IN':
      return !values.includes(held);
    case 'LT':
      return compare(held, value) < 0;
    case 'LTE':
      return compare(held, value) <= 0;
    case 'GT':
      return compare(held, value) > 0;
    case 'GTE':
      return compare(held, value) >= 0;
    case 'BETWEEN':
      return compare(held, value) >= 0 && compare(held, highValue) <= 0;
    case 'CONTAINS_TOKEN':
      return contains(held, value);
    case 'NOT_CONTAINS_TOKEN':
      return !contains(held, value);
  }
}

/** Numbers by size, times and other text by order. */
function compare(left: string, right: string): number {
  const difference = Number(left) - Number(right);
  return Number.isNaN(difference) ? left.localeCompare(right) : difference;
}

function contains(held: string, token: string): boolean {
  return held
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .includes(token.replaceAll('*', '').toLowerCase());
}
