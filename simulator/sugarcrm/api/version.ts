import type { Profile } from '../instance/profile.ts';
import { incorrectVersion } from './refusal.ts';

const OLDEST = 1000;
const IN_PATH = /^v(\d{2})(?:_(\d{1,2}))?$/;
const IN_HEADER = /application\/vnd\.sugarcrm\.core\+json;\s*version=(\d{1,2})(?:\.(\d{1,2}))?/;

export interface Versioned {
  /** Major × 100 + minor. */
  version: number;
  /** What follows the version. */
  segments: string[];
}

/** Reads `/rest/v11_23/Leads`, or `/rest/Leads` with the version in the Accept header. Throws the 301 `Refusal`. */
export function versionOf(path: string, accept: string | undefined, { restMax }: Profile): Versioned {
  const segments = path
    .replace(/^\/rest\//, '')
    .split('/')
    .filter(Boolean)
    .map(decoded);
  const inPath = IN_PATH.exec(segments[0] ?? '');
  const inHeader = IN_HEADER.exec(accept ?? '');
  const found = inPath ?? inHeader;
  if (found === null || (inPath !== null && inHeader !== null)) throw incorrectVersion(restMax);
  const version = Number(found[1]) * 100 + Number(found[2] ?? 0);
  if (version < OLDEST || version > restMax) throw incorrectVersion(restMax);
  return { version, segments: inPath === null ? segments : segments.slice(1) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
