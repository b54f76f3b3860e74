const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const HUMP = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g;

/**
 * Does a long run of letters and digits look drawn by chance (a key) rather than written (`hs_predictivecontactscore_v2`,
 * `claude-3-5-sonnet-20241022`, a German compound)? UUIDs and plain numbers are ids and count as written.
 */
export function isRandom(run: string): boolean {
  return run
    .replace(UUID, '')
    .split(/[^A-Za-z0-9]+/)
    .some((part) => part.length > 10 && isRandomPart(part));
}

function isRandomPart(part: string): boolean {
  const humps = part.match(HUMP) ?? [];
  const numbers = humps.filter((hump) => /\d/.test(hump)).length;
  const words = humps.length - numbers;
  // What people write has few numbers in a word (`v3p1`, `8x7B`) and humps of several letters (`leadScoreModel`).
  const stubs = humps.filter((hump) => /^[A-Za-z]$|^[A-Z][a-z]$/.test(hump)).length;
  return numbers >= 3 || (stubs >= 2 && stubs * 3 >= words);
}
