/** Operators of JavaScript and Python by what they do to a value; `-` and the like give no string. */
export const ORS = new Set(['||', '??', 'or']);
export const ANDS = new Set(['&&', 'and']);
export const COMPARES = new Set(['==', '!=', '===', '!==', '<', '>', '<=', '>=', 'in', 'is', 'instanceof', '<>']);
export const PRODUCTS = new Set(['*', '/', '//', '**', '@', '|', '&', '^', '<<', '>>', '-']);
export const PREFIXES = new Set(
  '! - + ~ ... * ** ++ -- @ await new not typeof void delete yield async static readonly public private'.split(' '),
);
