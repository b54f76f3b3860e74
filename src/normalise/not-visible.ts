import type { StreamReport } from '../model/coverage.ts';
import type { AiFeature } from '../model/feature.ts';
import type { NotVisible } from '../model/inventory.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Context } from './context.ts';
import { isUnlicensed } from './licensed.ts';
import { propertyId } from './normalised.ts';

/** The vendor's AI features that this scan could not have seen: nobody may read their absence as "not there". */
export function notVisible(
  features: readonly AiFeature[],
  reports: readonly StreamReport[],
  context: Context,
  knowledge: Knowledge,
): NotVisible[] {
  const seen = new Set(features.map((feature) => feature.system.catalogueId));
  const status = new Map(reports.map((report) => [report.stream, report.status]));
  const read = (stream: string) => ['complete', 'partial'].includes(status.get(stream) ?? '');

  return knowledge.entries.flatMap((entry): NotVisible[] => {
    const hints = context.hints.get(entry.id) ?? [];
    if (entry.ai === 'no' || seen.has(entry.id) || (entry.askedWhenHinted && hints.length === 0)) {
      return [];
    }
    if (isUnlicensed(entry, context)) {
      return [];
    }
    const asked = entry.question ?? `Is “${entry.name}” in use in this account?`;
    const question = hints.length > 0 ? `${asked} Seen: ${hints.join(', ')}.` : asked;
    const parts = { own: entry.question !== undefined, ...(hints.length > 0 && { hints: hints.join(', ') }) };
    if (entry.detectability === 'none' || hints.length > 0) {
      return [{ catalogueId: entry.id, name: entry.name, why: 'no-api', question, asked: parts }];
    }
    const unchecked = uncheckedProperties(entry, context);
    if (unchecked.length > 0) {
      const names = unchecked.map((id) => `“${context.properties.get(id)?.label ?? id}” (${id})`).join(', ');
      return [
        {
          catalogueId: entry.id,
          name: entry.name,
          why: 'scope',
          question: `Do records hold a value in ${names}? ${question}`,
          asked: { ...parts, names },
          properties: unchecked,
        },
      ];
    }
    const blind = entry.streams.filter((stream) => !read(stream));
    if (blind.length === 0) {
      return [];
    }
    const edition = blind.every((stream) => status.get(stream) === 'unavailable');
    return [{ catalogueId: entry.id, name: entry.name, why: edition ? 'edition' : 'scope', question, asked: parts }];
  });
}

/** AI properties that exist here, or may, and of which nobody could count the values. */
function uncheckedProperties(entry: Knowledge['entries'][number], context: Context): string[] {
  return entry.recognise.properties
    .filter((sign) => sign.proof !== 'writer')
    .map((sign) => propertyId(sign.object, sign.name))
    .filter((id) => (context.properties.has(id) || context.refused.has(id)) && !context.population.has(id));
}
