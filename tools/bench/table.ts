export interface Line {
  what: string;
  value: number;
  unit: string;
  target?: number;
  /** More is better. */
  atLeast?: boolean;
}

/** One line a figure, with its target and whether it is met; nothing fails here. */
export function print(lines: readonly Line[]): void {
  const width = Math.max(...lines.map(({ what }) => what.length));
  for (const line of lines) {
    const { what, value, unit, target, atLeast } = line;
    const aim = target === undefined ? '' : `${atLeast ? '≥' : '≤'} ${written(target)} ${unit}`;
    console.log(
      `${what.padEnd(width)}  ${`${written(value)} ${unit}`.padStart(12)}  ${aim.padEnd(14)} ${verdict(line)}`.trimEnd(),
    );
  }
}

function verdict({ value, target, atLeast }: Line): string {
  if (target === undefined) {
    return '';
  }
  return (atLeast ? value >= target : value <= target) ? 'met' : 'MISSED';
}

function written(value: number): string {
  return value >= 100 || Number.isInteger(value)
    ? Math.round(value).toLocaleString('en')
    : value.toFixed(value < 1 ? 3 : 2);
}
