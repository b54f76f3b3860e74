/** A part that a person writes: what stands between its markers in the page before stays as it is. */
export function byHand(name: string, before: string): string {
  const [, words = ''] = new RegExp(`<!-- ${name} -->\\n([\\s\\S]*?)<!-- /${name} -->`).exec(before) ?? [];
  return `<!-- ${name} -->\n${words}<!-- /${name} -->`;
}

export const NOTE = (sources: string) =>
  `<!-- Made by \`npm run docs\` from ${sources}. Only what stands between markers is written by hand. -->`;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
