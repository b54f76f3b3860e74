import type { Body } from '../../shared/body.ts';
import { notFound } from '../api/refusal.ts';
import type { Package } from './open-package.ts';

interface Held {
  /** As lists show it. */
  row: Body & { id: string; file_install: string; unFile: string; enabled: string };
  /** Absent for those that a world only names. */
  package?: Package;
}

/** The packages of one instance, from the upload to the removal. */
export class Packages {
  readonly #staged: Held[] = [];
  readonly #installed: Held[];
  #count: number;

  /** `written`: what a world says of the packages that are there. */
  constructor(written: readonly Body[]) {
    this.#count = written.length;
    this.#installed = written.map((row, index) => ({ row: { ...rowOf({}, index + 1), ...row } as Held['row'] }));
  }

  installed(): Body[] {
    return this.#installed.map(({ row }) => row);
  }

  staged(): Body[] {
    return this.#staged.map(({ row }) => row);
  }

  stage(uploaded: Package): Body {
    this.#count++;
    const row = rowOf(uploaded.manifest, this.#count, 'staged');
    this.#staged.push({ row, package: uploaded });
    return { file_install: row.file_install, unFile: row.unFile };
  }

  /** One that is there already under the same key is replaced. Throws the 404 `Refusal`. */
  install(fileInstall: string): string {
    const held = taken(this.#staged, ({ row }) => row.file_install === fileInstall);
    const older = this.#installed.findIndex((other) => other.package?.key === held.package?.key);
    if (older >= 0) this.#installed.splice(older, 1);
    held.row.status = 'installed';
    this.#installed.push(held);
    return held.row.id;
  }

  uninstall(id: string): void {
    taken(this.#installed, ({ row }) => row.id === id);
  }

  unstage(unFile: string): void {
    taken(this.#staged, ({ row }) => row.unFile === unFile);
  }

  enable(id: string, isOn: boolean): void {
    const held = this.#installed.find(({ row }) => row.id === id);
    if (held === undefined) throw notFound(`No package ${id}`);
    held.row.enabled = isOn ? 'ENABLED' : 'DISABLED';
  }

  statusOf(id: string): string {
    const held = [...this.#installed, ...this.#staged].find(({ row }) => row.id === id);
    if (held === undefined) throw notFound(`No package ${id}`);
    return String(held.row.status);
  }

  /** What the packages that are switched on have put where. */
  files(): Map<string, string> {
    const files = new Map<string, string>();
    for (const { row, package: own } of this.#installed) {
      if (row.enabled !== 'ENABLED') continue;
      for (const [path, text] of own?.files ?? []) files.set(path, text);
    }
    return files;
  }
}

function taken(from: Held[], isIt: (held: Held) => boolean): Held {
  const index = from.findIndex(isIt);
  const [held] = index < 0 ? [] : from.splice(index, 1);
  if (held === undefined) throw notFound('No such package');
  return held;
}

function rowOf(manifest: Body, number: number, status = 'installed'): Held['row'] {
  return {
    id: `package-${number}`,
    name: manifest.name,
    version: manifest.version ?? '1.0.0',
    type: 'module',
    published_date: manifest.published_date ?? '2026-02-11',
    description: manifest.description ?? '',
    uninstallable: manifest.is_uninstallable ?? true,
    file_install: `file-${number}`,
    file: `upload/upgrades/module/package-${number}.zip`,
    unFile: `un-${number}`,
    enabled: 'ENABLED',
    status,
  };
}
