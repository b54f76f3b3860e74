/** A REST version; 11.3 is older than 11.23. */
export interface Version {
  major: number;
  minor: number;
}

/** The version whose answers this connector was written for. */
export const OURS: Version = { major: 11, minor: 23 };

/** As it stands in a path: `v10`, `v11_4`, `v11_23`. */
export function inPath({ major, minor }: Version): string {
  return minor === 0 ? `v${major}` : `v${major}_${minor}`;
}

/**
 * The version to speak with an instance that names its range in a sentence ("… between 10 and 11.16."): its newest that is
 * not newer than ours. `undefined` when the sentence names no range.
 */
export function agreedVersion(message: string): Version | undefined {
  const [least, most] = [...message.matchAll(/(\d{1,3})(?:[._](\d{1,3}))?/g)].slice(-2).map(toVersion);
  if (!least || !most) {
    return undefined;
  }
  const newest = isOlder(most, OURS) ? most : OURS;
  return isOlder(newest, least) ? least : newest;
}

function toVersion([, major, minor = '0']: RegExpMatchArray): Version {
  return { major: Number(major), minor: Number(minor) };
}

function isOlder(a: Version, b: Version): boolean {
  return a.major !== b.major ? a.major < b.major : a.minor < b.minor;
}
