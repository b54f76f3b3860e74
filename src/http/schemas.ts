import { z } from 'zod';

/** Parameters of paths and lists that several resources share. */
export const TenantPath = z.object({ id: z.string().meta({ description: 'Of the tenant' }) });
export const FeaturePath = TenantPath.extend({
  key: z.string().max(2_000).meta({ description: 'Of the feature, url-encoded: hubspot%3Aworkflow%3A12' }),
});

export const paged = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};

/** One value or several: `tier=high,limited`, or the name repeated. */
export function oneOrMore<const T extends readonly [string, ...string[]]>(values: T) {
  return z
    .preprocess(
      (given) => (given === undefined ? given : [given].flat().flatMap((one) => String(one).split(','))),
      z.array(z.enum(values)).min(1).max(values.length).optional(),
    )
    .meta({ description: `Of ${values.join(', ')}; several with commas`, type: 'string' });
}

export const Actor = z.object({ kind: z.string(), id: z.string(), name: z.string().optional() }).meta({ id: 'Actor' });
