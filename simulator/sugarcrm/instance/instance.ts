import type { Body } from '../../shared/body.ts';
import type { Rows } from '../../shared/rows.ts';
import type { Profile, Release } from './profile.ts';
import type { Process, User as WrittenUser, World } from './world.ts';

export interface User extends Omit<WrittenUser, 'licences'> {
  id: string;
  licences: ReadonlySet<string>;
}

export interface Field {
  name: string;
  type: string;
  label: string;
  /** Any one of the keys unlocks it; none: everybody may read it. */
  licence: readonly string[];
  /** As metadata has it, without `_hash`. */
  vardef: Body;
}

export interface Link {
  module: string;
  of(id: string): Body[];
}

export interface Module {
  name: string;
  label: string;
  singular: string;
  /** In `metadata.modules`; the others answer all the same. */
  visible: boolean;
  access: 'user' | 'developer' | 'admin';
  /** The field that names the module which the right "Developer" is asked for. */
  target: string | undefined;
  licence: readonly string[];
  /** Made when asked for: a large instance need not be held in memory. */
  fields(): ReadonlyMap<string, Field>;
  /** Whole records, with dates in UTC. */
  rows: Rows<Body>;
  find(id: string): Body | undefined;
  /** Related records by link name. */
  links: Readonly<Record<string, Link>>;
}

/** What one SugarCRM instance holds. */
export interface Instance {
  readonly name: string;
  readonly world: World;
  readonly release: Release;
  readonly profile: Profile;
  readonly licences: ReadonlySet<string>;
  readonly users: readonly User[];
  readonly modules: ReadonlyMap<string, Module>;
  readonly dropdowns: Readonly<Record<string, Readonly<Record<string, string>>>>;
  process(id: string): (Process & { id: string }) | undefined;
}

export const isLicensed = (keys: readonly string[], held: ReadonlySet<string>) => {
  return keys.length === 0 || keys.some((key) => held.has(key));
};
