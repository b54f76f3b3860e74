import type { CatalogueEntry } from '../model/catalogue.ts';
import { DECLARED, type DeclaredFeature, type DeclaredVersion } from '../model/declared-feature.ts';
import { factsFrom } from '../model/facts-schema.ts';
import { type AiFeature, type AiSystem, featureKey } from '../model/feature.ts';
import type { Crm } from '../model/raw-asset.ts';
import { factsOfEntry } from '../normalise/entry-facts.ts';
import { evidence } from '../normalise/finding.ts';
import { addProfiling, addSubjectKind } from '../normalise/link/feature-of.ts';

export type Entered = DeclaredVersion & { said: DeclaredFeature };

/** What is wrong with it beside its shape: which part, and how. `entry`: of the catalogue, if it names one that there is. */
export function faultIn(
  crm: Crm,
  { catalogueId, system }: DeclaredFeature,
  entry: CatalogueEntry | undefined,
): { at: 'catalogueId' | 'system'; fault: string } | undefined {
  if (catalogueId !== undefined && (entry?.crm !== crm || entry.ai === 'no')) {
    return {
      at: 'catalogueId',
      fault: 'the catalogue has no such AI feature of this CRM; …/coverage names those that no API shows',
    };
  }
  return system || catalogueId !== undefined
    ? undefined
    : { at: 'system', fault: 'is needed where no catalogueId is given' };
}

/**
 * What a person entered, as a feature like any other: judged by the same rules, and never taken for something seen. What
 * was said of it stands in place of what the catalogue says of the product.
 */
export function featureEntered(
  crm: Crm,
  { id, said, at }: Pick<Entered, 'id' | 'said' | 'at'>,
  entry: CatalogueEntry | undefined,
): AiFeature {
  const where = `declaration of ${at.slice(0, 10)}`;
  const facts = { ...factsOfEntry(entry), ...factsFrom(said.facts, 'declared', where) };
  addSubjectKind(facts);
  addProfiling(facts);
  return {
    key: featureKey(crm, DECLARED, id),
    crm,
    stream: DECLARED,
    kind: said.kind ?? entry?.kind ?? 'other',
    name: said.name,
    verdict: 'ai',
    asset: { kind: DECLARED, externalId: id, name: said.name },
    system: systemOf(said, entry),
    facts,
    evidence: [evidence('evidence.declared', where, said.note, 'likely')],
    links: [],
  };
}

function systemOf({ system, catalogueId }: DeclaredFeature, entry: CatalogueEntry | undefined): AiSystem {
  const { vendor, name, model } = { ...entry, ...system };
  return {
    id: entry?.id ?? slugOf(name ?? ''),
    // An entry that has left the catalogue since is known by its id alone.
    vendor: vendor ?? 'unknown',
    name: name ?? catalogueId ?? DECLARED,
    ...(model !== undefined && { model }),
    ...(catalogueId !== undefined && { catalogueId }),
  };
}

function slugOf(name: string): string {
  const slug = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return slug.replaceAll(/^-|-$/g, '') || DECLARED;
}
