/** `hs_{a,b}_date` as `hs_a_date` and `hs_b_date`; one pair of braces at most. */
export function bracesExpanded(pattern: string): { name: string; part: string }[] {
  const [before = '', inside, after = ''] = pattern.split(/[{}]/);
  if (inside === undefined) return [{ name: pattern, part: '' }];
  return inside.split(',').map((part) => ({ name: before + part + after, part: part.replaceAll('_', ' ') }));
}
