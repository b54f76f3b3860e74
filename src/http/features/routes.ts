import { explain } from '../../exports/explain.ts';
import { presentFeature } from '../../exports/present-feature.ts';
import type { Words } from '../../exports/words.ts';
import { NotFound } from '../../kit/errors.ts';
import type { Decision, Declaration } from '../../model/declaration.ts';
import type { InventoryEntry, Tenant } from '../../model/inventory.ts';
import type { Language } from '../../model/message.ts';
import type { FeatureFilter, SORTS } from '../../store/features.ts';
import { presentDeclaration } from '../declarations/present.ts';
import { type Route, route } from '../route.ts';
import { FeaturePath, TenantPath } from '../schemas.ts';
import { FeatureInFull, FeaturePage, ListFeatures } from './schema.ts';

export interface FeatureReader {
  list(filter: FeatureFilter): Promise<{ total: number; entries: InventoryEntry[] }>;
  get(key: string): Promise<InventoryEntry | undefined>;
}

export interface FeatureDeps {
  of(tenant: Tenant): {
    features: FeatureReader;
    declarations: { of(key: string): Promise<Declaration[]> };
    decisions: { of(key: string): Promise<Decision[]> };
  };
  words(language: Language): Words;
}

const tag = 'Features';

export function featureRoutes({ of, words }: FeatureDeps): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/tenants/{id}/features',
        access: 'read',
        tag,
        summary: 'What is AI, or may be',
        params: TenantPath,
        query: ListFeatures,
        answer: FeaturePage,
      },
      async ({ tenant, query: { page, size, sort, ...filter }, language }) => {
        const { total, entries } = await of(tenant).features.list({ ...filter, ...sortOf(sort), page, size });
        return { data: entries.map((entry) => presentFeature(entry, words(language))), total, page, size };
      },
    ),
    route(
      {
        method: 'get',
        path: '/tenants/{id}/features/{key}',
        access: 'read',
        tag,
        summary: 'One feature, with the chain behind its verdict and what people said of it',
        params: FeaturePath,
        answer: FeatureInFull,
      },
      async ({ tenant, params: { key }, language }) => inFull(of(tenant), key, words(language)),
    ),
  ];
}

/** A feature with everything that stands behind it. */
export async function inFull(own: ReturnType<FeatureDeps['of']>, key: string, words: Words) {
  const entry = await own.features.get(key);
  if (!entry) {
    throw new NotFound('feature');
  }
  const { verdict, notes, sections, closing } = explain(entry, words);
  return {
    ...presentFeature(entry, words),
    explanation: { verdict, notes, sections, closing },
    declarations: (await own.declarations.of(key)).map(presentDeclaration),
    decisions: await own.decisions.of(key),
  };
}

function sortOf(sort: string): Pick<FeatureFilter, 'sort' | 'descending'> {
  const descending = sort.startsWith('-');
  return { sort: (descending ? sort.slice(1) : sort) as (typeof SORTS)[number], descending };
}
