import { instanceOf } from './build.ts';
import type { Instance } from './instance.ts';
import { loadWorld, parseWorld } from './load.ts';
import { measuredInstance } from './measured.ts';
import type { Release } from './profile.ts';
import type { WorldSource } from './world.ts';

/** The instances of a list of worlds. Throws when one of them does not exist or breaks its schema. */
export function instancesOf(
  worlds: readonly (string | WorldSource)[],
  now: number,
  release: Release | undefined,
): Instance[] {
  return worlds.map((world) => {
    return typeof world === 'string' ? named(world, now, release) : instanceOf(parseWorld(world), now, release);
  });
}

function named(name: string, now: number, release: Release | undefined): Instance {
  const world = loadWorld(name);
  const instance = world === undefined ? measuredInstance(name, now, release) : instanceOf(world, now, release);
  if (instance === undefined) throw new Error(`No world ${name}: neither a file nor of the form tenant-1000`);
  return instance;
}
