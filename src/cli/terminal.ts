import { styleText } from 'node:util';
import Table from 'cli-table3';

type Style = Parameters<typeof styleText>[0];

/** Names come from the CRM: control, escape and bidirectional characters would move or recolour the terminal. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]+/gu;

export function plain(text: string, max = 60): string {
  const safe = text.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
  const letters = [...safe];
  return letters.length <= max ? safe : `${letters.slice(0, max - 1).join('')}…`;
}

/** Colours only where a person watches; `NO_COLOR` and pipes get plain text. */
export function painter(stream: NodeJS.WriteStream): (style: Style, text: string) => string {
  return (style, text) => styleText(style, text, { stream, validateStream: true });
}

/** A table without lines, its columns as wide as what stands in them; full-width and combining letters are measured. */
export function columns(rows: readonly (readonly string[])[], indent = 2): string {
  const none = '';
  const table = new Table({
    chars: {
      top: none,
      'top-mid': none,
      'top-left': none,
      'top-right': none,
      bottom: none,
      'bottom-mid': none,
      'bottom-left': none,
      'bottom-right': none,
      left: ' '.repeat(indent),
      'left-mid': none,
      mid: none,
      'mid-mid': none,
      right: none,
      'right-mid': none,
      middle: '  ',
    },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
