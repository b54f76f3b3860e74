import type { Body } from '../../shared/body.ts';
import type { Field as FieldSource } from './field-source.ts';
import type { Field, Module } from './instance.ts';
import { stock, StockModule } from './load.ts';
import { isPresent, type Release } from './profile.ts';
import { countedRows, type Shelf, writtenRows } from './rows.ts';
import { fieldOf, labelOf } from './vardefs.ts';
import type { WorkflowRows } from './workflows.ts';
import type { World } from './world.ts';

interface Context {
  world: World;
  release: Release;
  now: number;
  dropdowns: Record<string, Record<string, string>>;
  /** Records that are not written as such in a world. */
  made: Record<string, readonly Body[]>;
  workflows: WorkflowRows;
}

/** Every module of an instance, stock ones and its own. */
export function modulesOf(context: Context): Map<string, Module> {
  const { world } = context;
  const modules = new Map<string, Module>();
  for (const [name, definition] of Object.entries(stock.modules)) {
    const isShipped = definition.editions.length === 0 || definition.editions.includes(world.flavor);
    if (isShipped) modules.set(name, moduleOf(name, definition, context));
  }
  for (const { name, label, singular } of world.modules) {
    const module = moduleOf(name, StockModule.parse({}), context);
    modules.set(name, { ...module, label, singular: singular ?? label });
  }
  demandKnown(world, modules);
  return modules;
}

function moduleOf(name: string, definition: StockModule, context: Context): Module {
  const fields = new Map<string, Field>();
  /** Fields of other releases: a world may fill them all the same. */
  const absent = new Set<string>();
  const add = (source: FieldSource) => {
    if (!isPresent(context.release, source.since)) {
      absent.add(source.name);
      return;
    }
    fields.set(
      source.name,
      fieldOf(source, (field, items) => dropdownFor(field, items, context)),
    );
  };
  stock.baseFields.forEach(add);
  definition.fields.forEach(add);
  stock.aiFields[name]?.forEach(add);
  context.world.fields[name]?.forEach(add);
  const { rows, find } = shelfOf(name, { fields, absent }, context);
  return {
    name,
    label: labelOf(name.replaceAll(/([a-z])([A-Z])/g, '$1 $2')),
    singular: labelOf(name.replace(/s$/, '')),
    visible: definition.visible,
    access: definition.access,
    target: definition.target,
    licence: definition.licence,
    fields: () => fields,
    rows,
    find,
    links: context.workflows.links[name] ?? {},
  };
}

interface Columns {
  fields: ReadonlyMap<string, Field>;
  absent: ReadonlySet<string>;
}

function shelfOf(name: string, { fields, absent }: Columns, { world, now, made }: Context): Shelf {
  const population = world.population[name];
  if (population === undefined) {
    return writtenRows(name, [...(made[name] ?? []), ...(world.records[name] ?? [])], fields);
  }
  const filled = Object.entries(population.filled).filter(([key]) => !absent.has(key));
  const unknown = filled.find(([key]) => !fields.has(key));
  if (unknown !== undefined) throw new Error(`Population of ${name}: no field ${unknown[0]}`);
  return countedRows(name, { ...population, filled: Object.fromEntries(filled) }, world, now);
}

function dropdownFor(field: string, items: string[], { dropdowns }: Context): string {
  const name = `${field}_list`;
  dropdowns[name] = Object.fromEntries(items.map((item) => [item, item]));
  return name;
}

/** A typing error in a world must not look like an instance without the thing. */
function demandKnown(world: World, modules: ReadonlyMap<string, Module>): void {
  for (const name of [...Object.keys(world.fields), ...Object.keys(world.population), ...Object.keys(world.records)]) {
    if (!modules.has(name)) throw new Error(`World ${world.name}: no module ${name}`);
  }
}
