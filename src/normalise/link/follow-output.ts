import { downstream, nextOf } from '../graph.ts';
import type { Deed, References } from '../references.ts';
import { propertyId } from '../normalised.ts';

/** Where the output of some steps of a flow, or of some properties, goes inside that flow. */
export interface Followed {
  /** `objectType/property` that hold it. */
  properties: Set<string>;
  /** Steps that use it in what they do. */
  uses: Deed[];
  /** Steps that only run, or run differently, because of it. */
  consequences: Deed[];
}

/** Steps that pass on what they are given in another form. */
const TRANSFORMS = new Set(['custom_code', 'webhook', 'format', 'unknown']);

/** Walks from the sources to every step and property that holds what they said, directly or in another form. */
export function followOutput(
  references: References,
  sources: { steps: readonly string[]; properties: ReadonlySet<string>; enrolment?: boolean },
): Followed {
  const steps = new Set(sources.steps);
  const properties = new Set(sources.properties);
  const own = references.objectType ?? 'unknown';
  const inputs = Map.groupBy(
    references.reads.filter((read) => read.how === 'input'),
    (read) => read.step ?? '',
  );
  const holds = (deed: Deed) =>
    deed.fromSteps.some((step) => steps.has(step)) ||
    (inputs.get(deed.step) ?? []).some((read) => properties.has(propertyId(read.objectType, read.property)));

  for (let before = -1; before !== steps.size + properties.size;) {
    before = steps.size + properties.size;
    for (const deed of references.deeds) {
      if (TRANSFORMS.has(deed.role) && holds(deed)) {
        steps.add(deed.step);
      }
    }
    for (const write of references.writes) {
      const copied = write.fromProperty !== undefined && properties.has(propertyId(own, write.fromProperty));
      if (copied || (write.fromStep !== undefined && steps.has(write.fromStep))) {
        properties.add(propertyId(write.objectType, write.property));
      }
    }
  }
  return {
    properties,
    uses: references.deeds.filter((deed) => holds(deed)),
    consequences: consequencesOf(references, properties, holds, sources.enrolment === true),
  };
}

function consequencesOf(
  references: References,
  properties: ReadonlySet<string>,
  holds: (deed: Deed) => boolean,
  enrolled: boolean,
): Deed[] {
  const reads = references.reads.filter((read) => properties.has(propertyId(read.objectType, read.property)));
  if (enrolled && reads.some((read) => read.how === 'enrolment')) {
    return references.deeds;
  }
  const branches = [
    ...reads.filter((read) => read.how === 'branch').flatMap((read) => read.step ?? []),
    ...references.deeds.filter((deed) => deed.role === 'branch' && holds(deed)).map((deed) => deed.step),
  ];
  const after = downstream(
    references.following,
    branches.flatMap((step) => nextOf(references.following, step)),
  );
  return references.deeds.filter((deed) => after.has(deed.step) || branches.includes(deed.step));
}
