import type { Verdict } from '../model/assessment.ts';
import { valueOf } from '../model/facts.ts';
import type { InventoryEntry } from '../model/inventory.ts';
import { pathOf } from './present-path.ts';
import { presentQuestion } from './present-question.ts';
import type { Words } from './words.ts';

/** One feature as docs/interface.md describes it. Computes no verdict: it only says what is stored. */
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
        ? [
            {
              rule: 'ai-or-not',
              outcome: 'undetermined' as const,
              text: words.text(feature.because),
              citations: ['Art. 3(1)'],
              path: [],
            },
          ]
        : []),
      ...assessment.because.map((verdict) => presentVerdict(verdict, words)),
    ],
    missing: words.questions(feature, assessment).map((question) => presentQuestion(question, words)),
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

export function presentVerdict({ rule, outcome, text, citations, read }: Verdict, words: Words) {
  return { rule, outcome, text: words.text(text), citations, path: pathOf(read, words) };
}

export function presentObligation(id: string, { law, today, text, has }: Words) {
  const obligation = law.obligation(id);
  if (!obligation) {
    return [];
  }
  const from = law.appliesFrom(id);
  const status: 'in-force' | 'upcoming' = from === null || from <= today ? 'in-force' : 'upcoming';
  const { article, binds, ground } = obligation;
  // The law data are in English; other languages have the same duties as messages.
  const duty = has(`duty.${id}`) ? text({ id: `duty.${id}` }) : obligation.duty;
  return [{ id, article, duty, binds, ground, from, status }];
}
export type PresentedObligation = ReturnType<typeof presentObligation>[number];
