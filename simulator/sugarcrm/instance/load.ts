import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';
import { worldFolder } from '../../shared/world-folder.ts';
import { FieldSource } from './field-source.ts';
import { World } from './world.ts';

const folder = worldFolder(new URL('../worlds/', import.meta.url), World);

export const worldNames = folder.names;
/** A world by the name of its file, or nothing. */
export const loadWorld = folder.load;
export const parseWorld = folder.parse;

export const StockModule = z.strictObject({
  visible: z.boolean().default(true),
  access: z.enum(['user', 'developer', 'admin']).default('user'),
  target: z.string().optional(),
  licence: z.array(z.string()).default([]),
  editions: z.array(z.string()).default([]),
  fields: z.array(FieldSource).default([]),
});
export type StockModule = z.infer<typeof StockModule>;

const DEFAULTS = new URL('../defaults/', import.meta.url);
const yaml = (name: string): unknown => load(readFileSync(new URL(name, DEFAULTS), 'utf8'));

/** What every instance has, read once. */
export const stock = {
  modules: z.record(z.string(), StockModule).parse(yaml('modules.yaml')),
  baseFields: z.array(FieldSource).parse(yaml('base-fields.yaml')),
  aiFields: Object.fromEntries(
    ['Accounts', 'Calls', 'Contacts', 'Leads', 'Messages', 'Opportunities'].map((name) => {
      return [name, z.array(FieldSource).parse(yaml(`fields/${name}.yaml`))];
    }),
  ),
  dropdowns: z.record(z.string(), z.record(z.string(), z.string())).parse(yaml('dropdowns.yaml')),
};
