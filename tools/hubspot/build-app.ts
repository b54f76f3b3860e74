import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { SERVICE_URL } from '../../plugins/hubspot/src/app/shared/service-url.ts';

export const PROJECT = fileURLToPath(new URL('../../plugins/hubspot/', import.meta.url));

export interface AppOptions {
  /** The service's public address, without a path. */
  url: string;
  out: string;
  supportEmail?: string | undefined;
  /** Own object types on which the cards shall be offered, by HubSpot's name for them: `p_candidate`. */
  objects?: readonly string[];
  /** Where the service listens while the app is developed. */
  local?: string | undefined;
  marketplace?: boolean;
}

/**
 * Writes a copy of the HubSpot project for one address of the service. HubSpot installs packages per folder, so what
 * cards and pages share could not be found there: each becomes one file, and stays readable.
 */
export async function buildApp(options: AppOptions): Promise<string[]> {
  const { url, out, local } = options;
  if (existsSync(out) && !existsSync(join(out, 'hsproject.json'))) {
    throw new Error(`${out} is there already and holds no HubSpot project; nothing was written.`);
  }
  rmSync(out, { recursive: true, force: true });
  const files = new Map<string, string>();
  for (const path of globSync(['hsproject.json', 'src/app/*-hsmeta.json', 'src/app/*/*.json'], { cwd: PROJECT })) {
    files.set(path, configured(path, readFileSync(join(PROJECT, path), 'utf8'), options));
  }
  for (const [path, code] of await bundled()) {
    files.set(path, code.replaceAll(SERVICE_URL, url));
  }
  if (local !== undefined) {
    files.set('src/app/local.json', `${JSON.stringify({ proxy: { [url]: local } }, null, 2)}\n`);
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  return [...files.keys()].toSorted();
}

interface Metadata {
  type: string;
  config: {
    entrypoint?: string;
    objectTypes?: string[];
    distribution?: string;
    support?: Record<string, string>;
  };
}

function configured(path: string, text: string, options: AppOptions): string {
  const own = text.replaceAll(SERVICE_URL, options.url);
  if (!path.endsWith('-hsmeta.json')) {
    return own;
  }
  const metadata = JSON.parse(own) as Metadata;
  const { config } = metadata;
  if (config.entrypoint) {
    config.entrypoint = config.entrypoint.replace(/\.tsx$/, '.jsx');
  }
  if (config.objectTypes) {
    config.objectTypes = [...config.objectTypes, ...(options.objects ?? [])];
  }
  if (config.support && options.supportEmail) {
    config.support['supportEmail'] = options.supportEmail;
  }
  if (config.distribution && options.marketplace) {
    config.distribution = 'marketplace';
  }
  return `${JSON.stringify(metadata, null, 2)}\n`;
}

async function bundled(): Promise<[string, string][]> {
  const { outputFiles } = await build({
    absWorkingDir: PROJECT,
    entryPoints: globSync('src/app/{cards,pages,settings}/*.tsx', { cwd: PROJECT }).toSorted(),
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    charset: 'utf8',
    external: ['react', 'react/*', '@hubspot/*'],
    outbase: '.',
    outdir: '.',
    outExtension: { '.js': '.jsx' },
  });
  return outputFiles.map(({ path, text }) => [path.slice(PROJECT.length), text]);
}
