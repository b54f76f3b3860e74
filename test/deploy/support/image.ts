import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What a Dockerfile copies of the repository. */
export function copiedInto(dockerfile: string): string[] {
  return [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
    .flatMap(([, sources = '']) => sources.split(' '))
    .filter((path, index, all) => path !== 'package-lock.json' && all.indexOf(path) === index);
}

/**
 * The folder of the image, as its steps would leave it: what it copies, and of the packages those alone that
 * `npm ci --omit=dev` installs. All of it links, for Node's `--preserve-symlinks`.
 */
export function folderOfImage(): string {
  const home = mkdtempSync(join(tmpdir(), 'ai-inventory-image-'));
  for (const path of copiedInto(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))) {
    symlinkSync(join(ROOT, path), join(home, path));
  }
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean; optional?: boolean }>;
  };
  for (const [path, { dev, optional }] of Object.entries(lock.packages)) {
    const isTop = path.startsWith('node_modules/') && path.indexOf('node_modules/', 1) < 0;
    if (isTop && !dev && !optional) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      symlinkSync(join(ROOT, path), join(home, path));
    }
  }
  return home;
}
