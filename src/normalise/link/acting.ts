import { known } from '../../model/fact.ts';
import {
  COMMERCIAL_ROLES,
  PURPOSES_ABOUT_FATES,
  type Effect,
  type Facts,
  type Purpose,
  type SubjectRole,
} from '../../model/facts.ts';
import { featureKey, type AiFeature } from '../../model/feature.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import { message } from '../../model/message.ts';
import type { Context } from '../context.ts';
import type { Mapping, SourceText } from '../mapping.ts';
import { addFact, addFacts, addHint } from '../merge-facts.ts';
import { holdsValue, propertyId, type AssetSource, type Reader } from '../normalised.ts';
import type { Deed, Write } from '../references.ts';
import { readFact } from '../read-fact.ts';
import { readTexts } from '../read-text.ts';
import { assigns, textsOfDeeds } from './effect.ts';
import { addProfiling, addSubjectKind, objectTexts } from './feature-of.ts';
import { followOutput } from './follow-output.ts';
import type { Origin } from './origins.ts';

const HEAVY_EFFECTS: Effect[] = [
  'hiring',
  'access-to-contract',
  'access-to-essential-service',
  'price',
  'worker-evaluation',
];

export interface Acting {
  /** What the consequences say, for the feature whose value is acted on. */
  texts: SourceText[];
  /** A feature of its own: it acts alone on the value, with effect on persons. */
  own?: AiFeature;
}

interface Deps {
  source: AssetSource;
  mapping: Mapping;
  context: Context;
  knowledge: Knowledge;
}

/** Reads again an automation without AI of its own that runs or branches on an AI value: what does it do to people? */
export async function actingOn(
  origin: Origin,
  feature: AiFeature,
  reader: Reader,
  { source, mapping, context, knowledge }: Deps,
): Promise<Acting> {
  const asset = await source.asset(reader.ref.kind, reader.ref.externalId);
  const examine = mapping.examine;
  if (!asset || !examine?.references) {
    return { texts: [] };
  }
  const input = { asset, context, knowledge };
  const references = examine.references(input);
  const { consequences, uses } = followOutput(references, {
    steps: [],
    properties: origin.properties,
    enrolment: true,
  });
  const deeds = [...new Set([...consequences, ...uses])];
  const texts = [
    ...textsOfDeeds(deeds, references, context),
    ...(examine.texts?.(input) ?? []).filter((text) => text.as === 'hint'),
  ];

  const facts: Facts = {};
  for (const [name, rule] of Object.entries(examine.facts)) {
    addFact(facts, name as 'enabled', readFact(input, name as 'enabled', rule as never));
  }
  readTexts(facts, objectTexts(reader.ref.objectType, context), knowledge);
  // What the product is for comes first: the words of this account may say otherwise, and then both are asked about.
  addFacts(facts, sharedFacts(feature));
  // What a value is called says what is decided by it: “credit score” stands on the field, not on the process.
  readTexts(facts, [...(holdsValue(origin.carrier.ref) ? origin.carrier.texts : []), ...texts], knowledge);

  const decides = textsOfDeeds(deeds, references, context).find((text) => decisionIn(text.text, knowledge));
  const assigned = assigns(deeds);
  const steps = new Set(deeds.map((deed) => deed.step));
  const done =
    (isAboutWorkers(feature) ? deeds.find((deed) => TOUCHES.has(deed.role)) : undefined) ??
    (isSensitive(feature.facts) ? deeds.find((deed) => REACHES.has(deed.role)) : undefined);
  const priced = references.writes.find((write) => steps.has(write.step ?? '') && isPrice(write, context));
  if (!(assigned || done || priced || isHeavy(facts, decides !== undefined))) {
    return { texts };
  }
  if (priced) {
    addFact(facts, 'effect', known(['price'], 'linked', priced.at));
  }
  if (feature.asset.objectType !== undefined && feature.asset.objectType === reader.ref.objectType) {
    addPersons(facts, feature.facts);
  }
  const decision = decides ?? deeds.find((deed) => deed.role === 'decide');
  addFact(
    facts,
    'output',
    known([decision ? 'decision' : 'action'], 'linked', (decision ?? assigned ?? done ?? priced)?.at ?? 'actions'),
  );
  addFact(facts, 'audience', known(['none'], 'linked', 'actions'));
  addFact(facts, 'effect', effectOf(deeds));
  addFact(facts, 'derivedFrom', known([feature.key], 'linked', 'enrolment and branches'));
  addSubjectKind(facts);
  addProfiling(facts);
  return { texts, own: ownFeature(feature, reader, facts) };
}

const PRICE =
  /(^|[^\p{L}])(discount|price|pricing|tariff|premium|surcharge|rabatt|preis|aufschlag|tarif|prämie|remise|prix|tarif|descuento|precio|tarifa|prima|recargo|sconto|prezzo|tariffa|premio|korting|prijs|tarief|premie|desconto|preço|tarifa|prémio|rabat|cena|taryfa|składka|pris)(s|n|e|es)?($|[^\p{L}])/iu;

/** A value that says what somebody pays. */
function isPrice({ objectType, property }: Write, context: Context): boolean {
  const label = context.properties.get(propertyId(objectType, property))?.label ?? '';
  return PRICE.test(`${property.replaceAll('_', ' ')} ${label}`);
}

/** A score of somebody at work: whatever is done because of it is done to that person, a task for the superior too. */
function isAboutWorkers({ facts }: AiFeature): boolean {
  const { agentVoiceInInput, purposes } = facts;
  return (
    (agentVoiceInInput?.known === true && agentVoiceInInput.value) ||
    (purposes?.known === true && purposes.value.includes('worker-evaluation'))
  );
}

/**
 * A value about a candidate, a borrower or the like, or for a grave purpose: what an automation does to that person by
 * itself because of it is a decision, in whatever words. A task or a note for a colleague is not.
 */
function isSensitive({ purposes, subjectRoles }: Facts): boolean {
  return (
    valuesOf(purposes).some((value) => PURPOSES_ABOUT_FATES.includes(value as Purpose)) ||
    valuesOf(subjectRoles).some((value) => !COMMERCIAL_ROLES.includes(value as SubjectRole))
  );
}

/** The records are the same, so are the persons they stand for. */
function addPersons(facts: Facts, { subjectRoles, subjectKind, purposes }: Facts): void {
  if (subjectRoles?.known) {
    addFact(facts, 'subjectRoles', { ...subjectRoles, basis: 'linked' });
  } else if (subjectRoles?.hint) {
    addHint(facts, 'subjectRoles', subjectRoles.hint);
  }
  if (!purposes?.known && purposes?.hint) {
    addHint(facts, 'purposes', purposes.hint);
  }
  addFact(facts, 'subjectKind', subjectKind?.known ? { ...subjectKind, basis: 'linked' } : undefined);
}

const REACHES = new Set(['send-email', 'send-sms', 'send-whatsapp', 'enrol-sequence', 'set-property', 'subscription']);
const TOUCHES = new Set([
  'create-task',
  'create-record',
  'set-property',
  'internal-email',
  'notify',
  'send-email',
  'note',
]);

function effectOf(deeds: readonly Deed[]): Facts['effect'] {
  const telling = deeds.filter((deed) => deed.effect !== undefined);
  const effects = [...new Set(telling.flatMap((deed) => deed.effect ?? []))];
  return telling[0] && known(effects, 'linked', telling[0].at);
}

function ownFeature(feature: AiFeature, reader: Reader, facts: Facts): AiFeature {
  return {
    key: featureKey(feature.crm, reader.ref.kind, reader.ref.externalId, feature.system.id),
    crm: feature.crm,
    stream: reader.stream,
    kind: 'automation',
    name: reader.ref.name,
    verdict: feature.verdict,
    asset: reader.ref,
    system: feature.system,
    facts,
    evidence: [
      {
        claim: message('evidence.acts-on-ai-value', { name: feature.name }),
        at: reader.reads[0]?.id ?? 'actions',
        value: feature.key,
        certainty: 'proven',
      },
    ],
    links: [
      {
        relation: 'reads',
        asset: { kind: feature.asset.kind, externalId: feature.asset.externalId, name: feature.name },
        at: 'enrolment and branches',
      },
    ],
    ...(feature.because && { because: feature.because }),
  };
}

/** What the value is stays true wherever it is used; what it is for does not: that is what this automation decides. */
function sharedFacts({ facts }: AiFeature): Facts {
  const { technique, inputModality, vendorPurpose, vendorExcludesHighRisk, purposes, agentVoiceInInput } = facts;
  return Object.fromEntries(
    Object.entries({
      technique,
      inputModality,
      vendorPurpose,
      vendorExcludesHighRisk,
      purposes,
      agentVoiceInInput,
    }).filter(([, fact]) => fact?.known),
  ) as Facts;
}

function decisionIn(text: string, knowledge: Knowledge): boolean {
  return knowledge.phrases('purposes', text).some((match) => match.value === 'output:decision');
}

/** An effect on persons is named, or an Annex III domain stands beside words of deciding. */
function isHeavy(facts: Facts, decides: boolean): boolean {
  const grave = valuesOf(facts.effect).some((value) => HEAVY_EFFECTS.includes(value as Effect));
  return grave || (decides && isSensitive(facts));
}

function valuesOf(fact: Facts['effect'] | Facts['purposes'] | Facts['subjectRoles']): string[] {
  return fact?.known ? fact.value : (fact?.hint?.value ?? []);
}
