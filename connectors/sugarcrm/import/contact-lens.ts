import type { PulledAsset } from '#src/model/raw-asset.ts';
import { assetOf } from '#src/pull/sift.ts';
import { isObject } from '../shapes.ts';

const ROLES = ['AGENT', 'CUSTOMER'] as const;

/**
 * Results of Contact Lens, which become `Calls.aws_lens_data`. Of a conversation only is kept for whom a sentiment was
 * scored: no word, no score, no name.
 */
export class LensResults {
  #results = 0;
  readonly #scored = new Map<string, number>();

  /** True when the file is such a result. */
  take(json: unknown): boolean {
    const result = isObject(json) && isObject(json['transcript']) ? json['transcript'] : json;
    const traits = isObject(result) ? result['ConversationCharacteristics'] : undefined;
    if (!isObject(traits)) {
      return false;
    }
    this.#results += 1;
    const sentiment = isObject(traits['Sentiment']) ? traits['Sentiment']['OverallSentiment'] : undefined;
    for (const role of ROLES) {
      if (isObject(sentiment) && role in sentiment) {
        this.#scored.set(role, (this.#scored.get(role) ?? 0) + 1);
      }
    }
    return true;
  }

  /** The counts that Sugar's own fields would give. */
  counts(): PulledAsset[] {
    if (this.#results === 0) {
      return [];
    }
    const roles = [...this.#scored.keys()].sort();
    return [
      assetOf('activity-count', 'Calls/contact-lens', {
        module: 'Calls',
        what: 'contact-lens',
        state: 'counted',
        total: this.#results,
        roles,
      }),
    ];
  }

  usage(): PulledAsset[] {
    return this.#fields((id, total) => assetOf('field-usage', id, { state: 'counted', total }));
  }

  fields(): PulledAsset[] {
    return this.#fields((id) => {
      const [module = '', name = ''] = id.split('/');
      return assetOf('field', id, { module, name, type: 'decimal', custom: false, calculated: false });
    });
  }

  #fields(make: (id: string, total: number) => PulledAsset): PulledAsset[] {
    return [...this.#scored].map(([role, total]) => make(`Calls/sentiment_score_${role.toLowerCase()}`, total));
  }
}
