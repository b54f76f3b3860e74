import { unzipSync } from 'fflate';
import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import { Refusal } from '../api/refusal.ts';
import type { Instance } from '../instance/instance.ts';
import { NotStatic, readAssignments } from './static-php.ts';

export interface Package {
  key: string;
  manifest: Body;
  /** What would be copied, by where it goes. */
  files: ReadonlyMap<string, string>;
}

/** What the cloud's package scanner finds wrong with a zip. */
export type PackageScanner = (
  zip: Uint8Array,
) => readonly { file: string; line?: number; rule: string; text: string }[];

const BASE = '<basepath>/';
const MANIFEST = 'manifest.php';

/** Reads an uploaded package and holds it against the instance. Throws the `Refusal`. */
export function openPackage(zip: Uint8Array, { world, profile }: Instance): Package {
  const files = filesIn(zip);
  const { manifest, installdefs, ...others } = manifestIn(files);
  const strange = Object.keys(others);
  if (strange.length > 0) throw uploadError(`$${strange.join(', $')} may not be set in the manifest`);
  if (!isBody(manifest) || !isBody(installdefs)) throw uploadError('$manifest and $installdefs are needed');
  const key = [installdefs.id, manifest.name].find((name) => typeof name === 'string' && name !== '');
  if (key === undefined || typeof manifest.version !== 'string') throw uploadError('It has no name or no version');
  if (manifest.type !== 'module') throw uploadError(`Not a module: ${String(manifest.type)}`);
  if (!isForVersion(manifest, profile.version)) throw uploadError(`Not for version ${profile.version}`);
  const flavors = textsIn(manifest.acceptable_sugar_flavors);
  if (flavors.length > 0 && !flavors.includes(world.flavor)) throw uploadError(`Not for ${world.flavor}`);
  return { key: String(key), manifest, files: copiesOf(installdefs, files) };
}

/** The status is ours: what is known is the label, and that there is a description. */
export function uploadError(description: string, message = 'Issue with the manifest'): Refusal {
  return new Refusal(422, 'upload_package_error', message, { error_description: description });
}

function filesIn(zip: Uint8Array): Map<string, string> {
  try {
    const entries = Object.entries(unzipSync(zip)).filter(([name]) => !name.endsWith('/'));
    return new Map(entries.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
  } catch {
    throw uploadError('Not a zip');
  }
}

function manifestIn(files: ReadonlyMap<string, string>): Body {
  try {
    return readAssignments(files.get(MANIFEST) ?? '');
  } catch (error) {
    if (error instanceof NotStatic) throw uploadError(error.message);
    throw error;
  }
}

function isForVersion({ acceptable_sugar_versions: versions }: Body, version: string): boolean {
  if (!isBody(versions)) return false;
  return (
    textsIn(versions.exact_matches).includes(version) ||
    textsIn(versions.regex_matches).some((pattern) => new RegExp(pattern).test(version))
  );
}

function copiesOf({ copy }: Body, files: ReadonlyMap<string, string>): Map<string, string> {
  const copies = new Map<string, string>();
  for (const entry of Array.isArray(copy) ? copy.filter(isBody) : []) {
    const from = String(entry.from);
    const text = from.startsWith(BASE) ? files.get(from.slice(BASE.length)) : undefined;
    if (text === undefined) throw uploadError(`Not in the zip: ${from}`);
    copies.set(String(entry.to), text);
  }
  return copies;
}

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
