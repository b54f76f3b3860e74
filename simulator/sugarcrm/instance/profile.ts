/** What differs between releases. */
export interface Profile {
  version: string;
  build: string;
  marketingVersion: string;
  productName: string;
  /** Of the REST API, major × 100 + minor: 11.23 is 1123. */
  restMax: number;
  /** Whether the designer's JSON strings hold HTML entities. */
  entities: boolean;
}

export const RELEASES = ['12.0', '13.3', '26.1'] as const;
export type Release = (typeof RELEASES)[number];

export const PROFILES: Record<Release, Profile> = {
  '12.0': {
    version: '12.0.0',
    build: '340',
    marketingVersion: '12.0',
    productName: 'SugarCRM',
    restMax: 1116,
    entities: false,
  },
  '13.3': {
    version: '13.3.0',
    build: '999',
    marketingVersion: '13.3 (Q2 2024)',
    productName: 'SugarCRM',
    restMax: 1123,
    entities: true,
  },
  '26.1': {
    version: '26.1.0',
    build: '512',
    marketingVersion: '26.1',
    productName: 'SugarAI',
    restMax: 1127,
    entities: true,
  },
};

/** Whether something that came with a release, and was gone after another, is there. */
export function isPresent(release: Release, since: Release | undefined, until?: Release): boolean {
  const at = RELEASES.indexOf(release);
  return (
    (since === undefined || at >= RELEASES.indexOf(since)) && (until === undefined || at <= RELEASES.indexOf(until))
  );
}
