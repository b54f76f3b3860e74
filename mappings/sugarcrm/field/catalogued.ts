import type { CatalogueEntry } from '#src/model/catalogue.ts';
import type { Evidence } from '#src/model/feature.ts';
import { known, unknown } from '#src/model/fact.ts';
import type { Knowledge } from '#src/model/knowledge.ts';
import { message } from '#src/model/message.ts';
import type { Context } from '#src/normalise/context.ts';
import { evidence } from '#src/normalise/finding.ts';
import type { Detection, MappingInput } from '#src/normalise/mapping.ts';
import { isStanding, propertyId } from '#src/normalise/normalised.ts';
import { isUnlicensed } from '#src/normalise/licensed.ts';
import { asCatalogued, catalogueSystem } from '../findings.ts';

/** Before 12.0 the fields of SugarPredict were custom ones. */
const OLD_PREDICT = /^ai_(conv|icp|opp)_\w+_c$/;

export function entryOf(module: string, name: string, knowledge: Knowledge): CatalogueEntry | undefined {
  const now = OLD_PREDICT.test(name) ? name.slice(0, -2) : name;
  return knowledge.byProperty(module, now)?.entry;
}

/**
 * Fields that one model fills are one feature a module, named by the one that people see, or that has named it before;
 * the others are its evidence.
 */
export function cataloguedField({ asset, context }: MappingInput, entry: CatalogueEntry, module: string): Detection {
  if (entry.ai === 'no') {
    const because = message('because.catalogue-not-ai', { name: entry.name, why: entry.note ?? '' });
    return { result: 'not-ai', because };
  }
  const signs = entry.recognise.properties
    .filter((sign) => sign.object === module)
    .flatMap(({ name, label }) => [name, `${name}_c`].map((field) => ({ id: propertyId(module, field), label })))
    .filter(({ id }) => context.properties.has(id) || (context.population.get(id) ?? 0) > 0);
  const fields = signs.map(({ id }) => id);
  const seen = fields.flatMap((id) => counted(id, context) ?? []);
  const used = isUnlicensed(entry, context) ? [] : fields.flatMap((id) => acted(id, context) ?? []);
  const named = signs.find(({ id }) => isStanding('sugarcrm', id, context)) ?? signs.find(({ label }) => label);
  const shown = named?.id ?? seen[0]?.at ?? used[0]?.at;
  if (seen.length + used.length === 0 || shown !== asset.externalId) {
    return { result: 'plain' };
  }
  // Something acts on it, and no record holds a value: it is set up; whether it runs is open.
  const empty = seen.length === 0 && fields.some((id) => context.population.get(id) === 0);
  const inUse = empty
    ? unknown<boolean>('not-returned')
    : known(true, 'observed' as const, (seen[0] ?? used[0])?.at ?? '');
  const licence = entry.recognise.licences.find((key) => context.licences.has(key));
  const held = licence === undefined ? [] : [evidence('evidence.licence-held', 'server', licence, 'proven')];
  const system = catalogueSystem(entry, [...seen, ...used, ...held].slice(0, 12), { inUse });
  return asCatalogued(entry, system, message('because.catalogue-asks', { name: entry.name }));
}

function counted(id: string, { population }: Context): Evidence | undefined {
  const total = population.get(id) ?? 0;
  return total > 0 ? evidence('evidence.field-filled', id, String(total), 'proven', { count: total }) : undefined;
}

function acted(id: string, { readBy }: Context): Evidence | undefined {
  const count = readBy.get(id) ?? 0;
  return count > 0 ? evidence('evidence.field-read', id, String(count), 'likely', { count }) : undefined;
}
