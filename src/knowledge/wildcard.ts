const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** The whole of a string against a pattern in which `*` stands for `any` (a regular expression without groups). */
export function wildcard(pattern: string, any: string): RegExp {
  const source = pattern
    .split('*')
    .map((part) => part.replace(SPECIAL, '\\$&'))
    .join(any);
  return new RegExp(`^${source}$`, 'u');
}
