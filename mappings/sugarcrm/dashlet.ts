import { message } from '../../src/model/message.ts';
import { evidence } from '../../src/normalise/finding.ts';
import type { Detection, Mapping, MappingInput } from '../../src/normalise/mapping.ts';
import { propertyId } from '../../src/normalise/normalised.ts';
import type { Read } from '../../src/normalise/references.ts';
import { textAt } from '../../src/normalise/values.ts';
import { aiPage } from './ai-page.ts';
import { identifierSpeaksOfAi, wordsOf } from './ai-words.ts';
import { isUnlicensed } from '../../src/normalise/licensed.ts';
import { asCatalogued, catalogueSystem } from './findings.ts';

/** The field that each of the vendor's prediction dashlets explains. */
const EXPLAINS = new Map<string, { objectType: string; property: string }>([
  ['leads-conversion-scoring-dashlet', { objectType: 'Leads', property: 'ai_conv_score_classification' }],
  ['opportunity-conversion-scoring-dashlet', { objectType: 'Opportunities', property: 'ai_opp_conv_score_enum' }],
]);

export const dashlet: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'dashlet' },
  examine: {
    asset: ({ asset }) => ({
      kind: 'dashlet',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'label') ?? textAt(asset.payload, 'type') ?? asset.externalId,
      objectType: textAt(asset.payload, 'module') ?? '',
    }),
    detect: detectDashlet,
    facts: {},
    references(input) {
      const { asset } = input;
      const shown = EXPLAINS.get(textAt(asset.payload, 'type') ?? '');
      const reads: Read[] =
        shown && detectDashlet(input).result === 'ai' ? [{ ...shown, at: 'type', how: 'filter' }] : [];
      return { reads, writes: [], deeds: [], following: {} };
    },
  },
};

function detectDashlet(input: MappingInput): Detection {
  const { asset, context, knowledge } = input;
  const type = textAt(asset.payload, 'type') ?? '';
  const page = aiPage(textAt(asset.payload, 'url') ?? '', 'url', input);
  if (page) {
    return { result: 'ai', systems: [page] };
  }
  if (type === 'external-app-dashlet') {
    return externalApp(input);
  }
  const entry = knowledge.byDashlet(type);
  if (entry) {
    // Stock dashboards carry it everywhere; without the licence, or without one value, it shows nothing.
    const shown = EXPLAINS.get(type);
    const empty = shown && context.population.get(propertyId(shown.objectType, shown.property)) === 0;
    const held = entry.recognise.licences.find((key) => context.licences.has(key));
    if (empty || held === undefined || isUnlicensed(entry, context)) {
      return { result: 'plain' };
    }
    const seen = [
      evidence('evidence.dashlet', 'type', type, 'proven'),
      evidence('evidence.licence-held', 'server', held, 'proven'),
    ];
    return asCatalogued(entry, catalogueSystem(entry, seen), message('because.catalogue-asks', { name: entry.name }));
  }
  const label = textAt(asset.payload, 'label') ?? '';
  // The type is its maker's name for it; the label is anybody's, on any list of records.
  return identifierSpeaksOfAi(type)
    ? asks('sugar-custom-dashlet', 'because.dashlet-name-asks', label || type, input)
    : { result: 'plain' };
}

/** Apps of the vendor's cloud are not described by the CRM: the vendor's own names tell, others are asked about. */
function externalApp(input: MappingInput): Detection {
  const { asset, knowledge } = input;
  const label = textAt(asset.payload, 'label') ?? '';
  const source = textAt(asset.payload, 'src') ?? '';
  const entry = knowledge.byAppName(label) ?? knowledge.byAppName(wordsOf(source));
  if (!entry) {
    return asks('sugar-catalog-app', 'because.catalog-app', label || source || 'external app', input);
  }
  const seen = [evidence('evidence.catalog-app', 'label', label || source, 'likely')];
  return asCatalogued(entry, catalogueSystem(entry, seen), message('because.catalogue-asks', { name: entry.name }));
}

function asks(id: string, because: string, name: string, { knowledge }: MappingInput): Detection {
  const entry = knowledge.entry(id);
  return {
    result: 'undetermined',
    because: message(because, { name }),
    systems: [
      {
        system: { id, vendor: 'unknown', name, ...(entry && { catalogueId: id }) },
        kind: entry?.kind ?? 'other',
        ownKey: false,
        facts: {},
        evidence: [evidence('evidence.dashlet', 'type', name, 'hint')],
      },
    ],
  };
}
