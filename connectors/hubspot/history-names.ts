import { z } from 'zod';
import type { Kept } from '../../src/pull/connector.ts';
import type { AiProperty } from './ai-property.ts';

/** Names of one object type whose writers are worth knowing: those that AI is known to write come first. */
export interface WantedNames {
  ai: Set<string>;
  /** The account's own ones that read like a score, a summary or a category. */
  likely: string[];
  other: string[];
}

const Definition = z.object({
  objectType: z.string(),
  name: z.string(),
  label: z.string().catch(''),
  hubspotDefined: z.boolean().catch(false),
  calculated: z.boolean().catch(false),
  fieldType: z.string().catch(''),
});

const Counted = z.object({ total: z.number().positive() });

/** Whole words of a name or label, in the languages we read; it sets an order, nothing is concluded from it. */
const LIKELY =
  /(^|[^\p{L}])(ai|ki|ia|gpt|llm|score|scoring|rating|rank|ranking|grade|tier|likelihood|probability|propensity|churn|risk|predicted|prediction|sentiment|summary|summarized|category|classification|segment|intent|priority|health|bewertung|wahrscheinlichkeit|zusammenfassung|kategorie|resumen|puntuaci[oó]n|r[eé]sum[eé]|cat[eé]gorie|categor[ií]a)($|[^\p{L}])/iu;

/** By object type. The properties are gone through once; only names are held. */
export async function wantedNames(catalogued: readonly AiProperty[], kept: Kept): Promise<Map<string, WantedNames>> {
  const ai = new Set(
    catalogued.filter(({ proof }) => proof === 'writer').map(({ object, name }) => `${object}/${name}`),
  );
  for await (const { externalId, payload } of kept.assets('property-population')) {
    if (Counted.safeParse(payload).success) {
      ai.add(externalId);
    }
  }
  const wanted = new Map<string, WantedNames>();
  for await (const { externalId, payload } of kept.assets('property')) {
    const read = Definition.safeParse(payload);
    if (!read.success) {
      continue;
    }
    const names = wanted.get(read.data.objectType) ?? { ai: new Set(), likely: [], other: [] };
    wanted.set(read.data.objectType, names);
    sort(read.data, ai.has(externalId), names);
  }
  return wanted;
}

function sort(property: z.infer<typeof Definition>, isAi: boolean, names: WantedNames): void {
  if (isAi) {
    names.ai.add(property.name);
    return;
  }
  if (property.hubspotDefined || property.calculated || property.fieldType.startsWith('calculation_')) {
    return;
  }
  const words = `${property.label} ${property.name.replaceAll('_', ' ')}`;
  (LIKELY.test(words) ? names.likely : names.other).push(property.name);
}
