import { strFromU8, unzipSync } from 'fflate';
import { lintManifest } from '../lint-manifest.ts';

/** The files of a package at the places to which its manifest copies them. */
export function installed(zip: Uint8Array): Map<string, string> {
  const files = unzipSync(zip);
  const { copies } = lintManifest(strFromU8(files['manifest.php'] ?? new Uint8Array()));
  return new Map(
    copies.map(({ from, to }) => [to, strFromU8(files[from.replace('<basepath>/', '')] ?? new Uint8Array())]),
  );
}

/** What Sugar hands to its browser side of a language. */
export function stringsIn(files: ReadonlyMap<string, string>, code: string): Record<string, string> {
  const source = files.get(`custom/Extension/application/Ext/Language/${code}.aiinv.php`) ?? '';
  const lines = source.matchAll(/^\$app_strings\['(\w+)'\] = '(.*)';$/gm);
  return Object.fromEntries([...lines].map(([, key = '', text = '']) => [key, text.replace(/\\([\\'])/g, '$1')]));
}
