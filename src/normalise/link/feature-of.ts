import { known } from '../../model/fact.ts';
import type { Facts, FactValue, Output, SubjectRole } from '../../model/facts.ts';
import { featureKey, type AiFeature, type Link } from '../../model/feature.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import type { Context } from '../context.ts';
import type { SourceText } from '../mapping.ts';
import { addFact, addFacts } from '../merge-facts.ts';
import { holdsValue, propertyId, VALUE_KIND } from '../normalised.ts';
import { readTexts } from '../read-text.ts';
import { textsOfDeeds } from './effect.ts';
import { exposureOf } from './exposure.ts';
import type { Origin } from './origins.ts';

/** One system in one asset becomes one feature: its facts from the catalogue, the asset, its texts and its own data flow. */
export function featureOf(origin: Origin, context: Context, knowledge: Knowledge): AiFeature {
  const { carrier, system } = origin;
  const facts: Facts = {};
  addFacts(facts, system.facts);
  addFacts(facts, carrier.facts);
  readTexts(facts, [...objectTexts(carrier.ref.objectType, context), ...ownTexts(origin)], knowledge);
  const links = exposureOf(origin, facts, context, knowledge);
  addOutputs(origin, facts, context);
  if (origin.inside && carrier.references) {
    readTexts(
      facts,
      textsOfDeeds([...origin.inside.uses, ...origin.inside.consequences], carrier.references, context),
      knowledge,
    );
  }
  addSubjectKind(facts);
  addProfiling(facts);
  return {
    key: featureKey(
      carrier.crm,
      carrier.ref.kind,
      carrier.ref.externalId,
      system.ownKey ? system.system.id : undefined,
    ),
    crm: carrier.crm,
    stream: carrier.stream,
    kind: system.kind,
    name: carrier.ref.name,
    verdict: carrier.verdict,
    asset: carrier.ref,
    system: system.system,
    facts,
    evidence: system.evidence,
    links: [...links, ...writesOf(origin)],
    ...(carrier.because && { because: carrier.because }),
  };
}

/** What the account calls its own objects: a record type named “Applicant” holds applicants. */
export function objectTexts(objectType: string | undefined, context: Context): SourceText[] {
  const object = context.objects.get(objectType ?? '');
  return (object?.texts ?? []).map((text) => ({ text, at: `object type ${objectType}`, as: 'label' }));
}

function ownTexts({ carrier, system }: Origin): SourceText[] {
  const steps = new Set(system.steps);
  return carrier.texts.filter((text) => text.step === undefined || steps.has(text.step));
}

const OUTPUT_OF_TYPE: Record<string, Output> = {
  number: 'score',
  enumeration: 'category',
  bool: 'category',
  string: 'text',
};

/** What kind of value the step leaves behind, by the type of the property it fills; and the properties it touches. */
function addOutputs({ carrier, system, inside }: Origin, facts: Facts, context: Context): void {
  const { ref } = carrier;
  const own = holdsValue(ref) ? OUTPUT_OF_TYPE[context.properties.get(ref.externalId)?.type ?? ''] : undefined;
  if (own !== undefined && own !== 'text' && !facts.vendorPurpose?.known) {
    // A property of the account's own: what it can hold says what the AI gives, whichever AI fills it.
    addFact(facts, 'output', known([own], 'linked', ref.externalId));
  }
  if (!inside || !carrier.references) {
    return;
  }
  for (const id of inside.properties) {
    const output = OUTPUT_OF_TYPE[context.properties.get(id)?.type ?? ''];
    if (output !== undefined) {
      addFact(facts, 'output', known([output], 'linked', id));
    }
  }
  // An output by which a flow branches sorts the records.
  const sorting = inside.uses.find((deed) => deed.role === 'branch');
  if (sorting) {
    addFact(facts, 'output', known(['category'], 'linked', sorting.at));
  }
  const steps = new Set(system.steps);
  const read = carrier.references.reads.filter((item) => item.how === 'input' && steps.has(item.step ?? ''));
  const fields = [
    ...new Set([...read.map((item) => propertyId(item.objectType, item.property)), ...inside.properties]),
  ].slice(0, 50);
  if (fields.length > 0) {
    addFact(facts, 'dataFields', known(fields, 'observed', 'actions'));
  }
}

/** Only natural persons can be in these roles; borrowers and insured may be companies. */
const PERSONAL_ROLES: SubjectRole[] = ['candidate', 'worker', 'freelancer', 'student', 'patient', 'voter', 'child'];

export function addSubjectKind(facts: Facts): void {
  const roles = facts.subjectRoles;
  if (!facts.subjectKind?.known && roles?.known && roles.value.some((role) => PERSONAL_ROLES.includes(role))) {
    addFact(facts, 'subjectKind', known('natural-person', 'linked', 'subjectRoles'));
  }
}

/** Scoring or sorting natural persons is profiling (GDPR Art. 4(4)); other cases stay open. */
export function addProfiling(facts: Facts): void {
  const kind = facts.subjectKind;
  const output = facts.output;
  const persons: FactValue<'subjectKind'>[] = ['natural-person', 'sole-trader', 'mixed'];
  const sorts: Output[] = ['score', 'rank', 'category', 'decision'];
  if (
    !facts.profiling &&
    kind?.known &&
    output?.known &&
    persons.includes(kind.value) &&
    output.value.some((value) => sorts.includes(value))
  ) {
    facts.profiling = known(true, 'linked', 'subjectKind, output');
  }
}

function writesOf({ carrier, inside }: Origin): Link[] {
  const written = [...(inside?.properties ?? [])].filter((id) => !id.startsWith('segment/'));
  const own = carrier.ref.externalId;
  return written
    .slice(0, 20)
    .filter((id) => id !== own)
    .map((id) => ({
      relation: 'feeds',
      asset: { kind: VALUE_KIND[carrier.crm], externalId: id, name: id },
      at: 'actions',
    }));
}
