import { DECLARED, type DeclaredFeature, type DeclaredVersion } from '../model/declared-feature.ts';
import { factsFrom } from '../model/facts-schema.ts';
import { type AiFeature, featureKey } from '../model/feature.ts';
import type { Crm } from '../model/raw-asset.ts';
import { evidence } from '../normalise/finding.ts';
import { addProfiling, addSubjectKind } from '../normalise/link/feature-of.ts';

/** What a person entered, as a feature like any other: judged by the same rules, and never taken for something seen. */
export function featureEntered(
  crm: Crm,
  { id, said, at }: Pick<DeclaredVersion, 'id' | 'at'> & { said: DeclaredFeature },
): AiFeature {
  const where = `declaration of ${at.slice(0, 10)}`;
  const facts = factsFrom(said.facts, 'declared', where);
  addSubjectKind(facts);
  addProfiling(facts);
  const { vendor, name, model } = said.system;
  return {
    key: featureKey(crm, DECLARED, id),
    crm,
    stream: DECLARED,
    kind: said.kind,
    name: said.name,
    verdict: 'ai',
    asset: { kind: DECLARED, externalId: id, name: said.name },
    system: { id: slugOf(name), vendor, name, ...(model !== undefined && { model }) },
    facts,
    evidence: [evidence('evidence.declared', where, said.note, 'likely')],
    links: [],
  };
}

function slugOf(name: string): string {
  const slug = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return slug.replaceAll(/^-|-$/g, '') || DECLARED;
}
