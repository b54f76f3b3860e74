import type { Verdict } from '../model/assessment.ts';
import { valueOf } from '../model/facts.ts';
import type { InventoryEntry } from '../model/inventory.ts';
import type { Law } from '../model/law.ts';
import type { Message } from '../model/message.ts';

/** What presenting needs besides the stored result: words, law and the day on which it is read. */
export interface Words {
  text(message: Message): string;
  law: Law;
  /** ISO date; decides between `in-force` and `upcoming`. */
  today: string;
}

/** One feature as contract.md section 3 describes it. Computes no verdict: it only says what is stored. */
export function presentFeature({ feature, assessment, staleSince }: InventoryEntry, words: Words) {
  return {
    key: feature.key,
    name: feature.name,
    kind: feature.kind,
    asset: {
      kind: feature.asset.kind,
      externalId: feature.asset.externalId,
      ...(feature.asset.objectType !== undefined && { objectType: feature.asset.objectType }),
      ...(feature.asset.url !== undefined && { url: feature.asset.url }),
    },
    system: {
      id: feature.system.id,
      vendor: feature.system.vendor,
      name: feature.system.name,
      ...(feature.system.model !== undefined && { model: feature.system.model }),
    },
    enabled: valueOf(feature.facts, 'enabled') ?? null,
    inUse: valueOf(feature.facts, 'inUse') ?? null,
    ...(assessment.dormant && { dormant: true }),
    ...(staleSince !== undefined && { staleSince }),
    tier: assessment.tier,
    flags: assessment.flags,
    notice: assessment.notice,
    obligations: assessment.obligations.flatMap(({ id }) => presentObligation(id, words)),
    because: [
      ...(feature.because
        ? [{ rule: 'ai-or-not', outcome: 'undetermined', text: words.text(feature.because), citations: ['Art. 3(1)'] }]
        : []),
      ...assessment.because.map((verdict) => presentVerdict(verdict, words)),
    ],
    missing: assessment.missing.map((fact) => ({ fact, question: words.text({ id: `question.${fact}` }) })),
    facts: feature.facts,
    evidence: feature.evidence.map(({ claim, at, value, certainty }) => ({
      claim: words.text(claim),
      at,
      ...(value !== undefined && { value }),
      certainty,
    })),
    links: feature.links,
  };
}
export type PresentedFeature = ReturnType<typeof presentFeature>;

export function presentVerdict({ rule, outcome, text, citations }: Verdict, words: Words) {
  return { rule, outcome, text: words.text(text), citations };
}

export function presentObligation(id: string, { law, today }: Words) {
  const obligation = law.obligation(id);
  if (!obligation) {
    return [];
  }
  const from = law.appliesFrom(id);
  const status = from === null || from <= today ? 'in-force' : 'upcoming';
  const { article, duty, binds, ground } = obligation;
  return [{ id, article, duty, binds, ground, from, status }];
}
