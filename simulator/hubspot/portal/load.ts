import { worldFolder } from '../../shared/world-folder.ts';
import { World } from './world.ts';

const folder = worldFolder(new URL('../worlds/', import.meta.url), World);

export const worldNames = folder.names;
/** A world by the name of its file, or nothing. */
export const loadWorld = folder.load;
export const parseWorld = folder.parse;
