import { unzipSync } from 'fflate';
import { EXTENSIONS } from './denied.ts';
import type { Fault } from './fault.ts';
import { lintManifest, MANIFEST } from './lint-manifest.ts';
import { lintPhp } from './lint-php.ts';
import { lintScript, lintTemplate } from './lint-view.ts';

export type { Fault } from './fault.ts';

const BASE = '<basepath>/';

/** Stands in for the cloud's package scanner: none means that we know of no reason why it would refuse this zip. */
export function lintPackage(zip: Uint8Array): Fault[] {
  let files: Map<string, string>;
  try {
    files = textsIn(zip);
  } catch {
    return [{ file: '', rule: 'zip', text: 'It is no zip that can be read.' }];
  }
  const manifest = files.get(MANIFEST);
  if (manifest === undefined) {
    return [{ file: MANIFEST, rule: 'manifest-there', text: 'There is no manifest.php at the root of the zip.' }];
  }
  const { faults, copies } = lintManifest(manifest);
  return [
    ...faults,
    ...copyFaults(files, copies),
    ...[...files].flatMap(([file, text]) => [...nameFaults(file), ...contentFaults(file, text)]),
  ];
}

function textsIn(zip: Uint8Array): Map<string, string> {
  const read = new TextDecoder();
  const entries = Object.entries(unzipSync(zip)).filter(([name]) => !name.endsWith('/'));
  return new Map(entries.map(([name, bytes]) => [name, read.decode(bytes)]));
}

function copyFaults(files: Map<string, string>, copies: { from: string; to: string }[]): Fault[] {
  const file = MANIFEST;
  const used = new Set(copies.map(({ from }) => from.replace(BASE, '')));
  const unused = [...files.keys()].filter((name) => name.startsWith('src/') && !used.has(name));
  return [
    ...copies.flatMap(({ from, to }) => [
      ...(from.startsWith(BASE) && files.has(from.slice(BASE.length))
        ? []
        : [{ file, rule: 'copy-from', text: `“${from}” is not in the zip.` }]),
      ...(/^custom\/(?!.*\.\.)[\w./-]+$/.test(to)
        ? []
        : [{ file, rule: 'copy-to', text: `“${to}” is not below custom/.` }]),
    ]),
    ...unused.map((name) => ({ file: name, rule: 'copy-from', text: 'It is in the zip, but copied nowhere.' })),
  ];
}

function nameFaults(file: string): Fault[] {
  const extension = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase();
  const isAllowed = file === 'LICENSE' || (extension !== undefined && EXTENSIONS.has(extension));
  return [
    ...(isAllowed ? [] : [{ file, rule: 'extension', text: 'The scanner refuses this type of file.' }]),
    ...(/^\/|\\|(^|\/)\.\.?(\/|$)/.test(file) ? [{ file, rule: 'path', text: 'Its path leaves the package.' }] : []),
    ...(file.endsWith('files.md5')
      ? [{ file, rule: 'path', text: 'The list of Sugar’s own files is not replaced.' }]
      : []),
  ];
}

function contentFaults(file: string, text: string): Fault[] {
  if (file.endsWith('.php')) {
    return file === MANIFEST ? [] : lintPhp(file, text);
  }
  // The scanner takes whatever holds an opening tag for PHP.
  const hidden = /<\?(?!xml version)/i.test(text) ? [{ file, rule: 'hidden-php', text: 'It holds PHP.' }] : [];
  if (file.endsWith('.js')) {
    return [...hidden, ...lintScript(file, text)];
  }
  return file.endsWith('.hbs') ? [...hidden, ...lintTemplate(file, text)] : hidden;
}
