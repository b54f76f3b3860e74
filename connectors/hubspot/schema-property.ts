import { z } from 'zod';
import type { JsonObject } from '../../src/model/json.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Reads, SdkProperty } from './sdk.ts';
import { optionalText, optionalWords, text, words } from '../../src/pull/text.ts';

const flag = z.boolean().optional().catch(undefined);
const Option = z.object({ label: words(200) });

/** A property's definition. Labels, descriptions and formulas are kept, values are never asked for. */
export const Property = z.object({
  name: text(200),
  label: optionalWords(300),
  description: optionalWords(1000),
  type: optionalText(50),
  fieldType: optionalText(50),
  // Absent, not false, on the account's own properties.
  hubspotDefined: flag,
  calculated: flag,
  calculationFormula: optionalText(4000),
  hidden: flag,
  groupName: optionalText(200),
  options: z.array(Option.nullable().catch(null)).optional().catch(undefined),
} satisfies Reads<SdkProperty>);
export type Property = z.infer<typeof Property>;

export function payloadOf(objectType: string, { options, ...property }: Property): JsonObject {
  const labels = (options ?? []).flatMap((option) => option?.label ?? []).slice(0, 50);
  return compact({
    objectType,
    ...property,
    label: property.label ?? property.name,
    hubspotDefined: property.hubspotDefined ?? false,
    ...(labels.length > 0 && { options: labels }),
  });
}
