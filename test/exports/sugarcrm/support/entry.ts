import type { Assessment, Verdict } from '#src/model/assessment.ts';
import type { AiFeature } from '#src/model/feature.ts';
import type { InventoryEntry } from '#src/model/inventory.ts';
import { message } from '#src/model/message.ts';

export const verdict = (rule: string, parts: Partial<Verdict> = {}): Verdict => ({
  rule,
  outcome: 'flagged',
  text: message(`rules.${rule}.flagged`),
  citations: [],
  read: [],
  missing: [],
  ...parts,
});

interface Parts {
  feature?: Partial<AiFeature>;
  asset?: Partial<AiFeature['asset']>;
  assessment?: Partial<Assessment>;
  staleSince?: string;
}

/** A score in a field of leads, of minimal risk, unless told. */
export function entryOf({ feature, asset, assessment, staleSince }: Parts = {}): InventoryEntry {
  return {
    feature: {
      key: 'sugarcrm:field:Leads/ai_score',
      crm: 'sugarcrm',
      stream: 'ai-fields',
      kind: 'score',
      name: 'Prediction',
      verdict: 'ai',
      asset: { kind: 'field', externalId: 'Leads/ai_score', name: 'Prediction', objectType: 'Leads', ...asset },
      system: { id: 'sugar-predict', vendor: 'SugarCRM', name: 'SugarPredict' },
      facts: {},
      evidence: [],
      links: [],
      ...feature,
    },
    assessment: {
      tier: 'minimal',
      flags: [],
      notice: 'not-needed',
      dormant: false,
      obligations: [],
      because: [],
      missing: [],
      ...assessment,
    },
    ...(staleSince !== undefined && { staleSince }),
  };
}
