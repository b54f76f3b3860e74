import { message } from '../../src/model/message.ts';
import { evidence } from '../../src/normalise/finding.ts';
import type { Detection, Mapping, MappingInput } from '../../src/normalise/mapping.ts';
import { valueAt } from '../../src/normalise/values.ts';
import { catalogueSystem } from './findings.ts';

/** Keys that the vendor's releases name; a newer one is kept as it is. */
const KNOWN =
  /^(CURRENT|SUGAR_(SELL|SERVE)(_\w+)?|HINT|AUTOMATE|PREDICT_(ADVANCED|PREMIER)|CONNECT|DISCOVER|MAPS|ADVANCEDFORECAST|SERVE_ADDON_PACKAGE)$/;
const SPEAKS_OF_AI = /(^|_)(AI|GENAI|INTELLIGENCE|INTELLIGENT|SALES_?I|PREDICT\w*|COPILOT|ASSISTANT|AGENTS?)(_|$)/i;

export const licence: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'licence' },
  contributes({ payload, externalId }, context) {
    if (valueAt(payload, 'held') !== false) {
      context.licences.add(externalId);
    }
  },
  examine: {
    asset: ({ asset }) => ({ kind: 'licence', externalId: asset.externalId, name: asset.externalId }),
    detect: detectLicence,
    facts: {},
  },
};

/** A licence is no use: it asks, where nothing else could show the use. */
function detectLicence({ asset, context, knowledge }: MappingInput): Detection {
  const key = asset.externalId;
  const seen = [evidence('evidence.licence-held', 'server', key, 'proven')];
  const entry = knowledge.byLicence(key);
  if (entry?.ai === 'no') {
    const because = message('because.catalogue-not-ai', { name: entry.name, why: entry.note ?? '' });
    return { result: 'not-ai', because };
  }
  if (entry?.ai === 'yes') {
    const first = entry.recognise.licences.find((name) => context.licences.has(name));
    return first === key
      ? {
          result: 'undetermined',
          because: message('because.licence-only', { name: entry.name }),
          systems: [catalogueSystem(entry, seen)],
        }
      : { result: 'plain' };
  }
  if (KNOWN.test(key) || !SPEAKS_OF_AI.test(key)) {
    return { result: 'plain' };
  }
  return {
    result: 'undetermined',
    because: message('because.licence-unknown', { name: key }),
    systems: [
      {
        system: { id: 'unclassified-product', vendor: 'SugarCRM', name: key },
        kind: 'other',
        ownKey: false,
        facts: {},
        evidence: seen,
      },
    ],
  };
}
