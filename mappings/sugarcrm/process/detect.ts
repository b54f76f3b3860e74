import { known } from '#src/model/fact.ts';
import { message, type Message } from '#src/model/message.ts';
import type { StepFinding } from '#src/normalise/finding.ts';
import type { DetectedSystem, Detection, MappingInput } from '#src/normalise/mapping.ts';
import { addFact, addFacts } from '#src/normalise/merge-facts.ts';
import { textAt, valueAt } from '#src/normalise/values.ts';
import { elementsOf, reachable, type Element } from './elements.ts';
import { judgeElement } from './judge-element.ts';

type Open = Exclude<StepFinding, { result: 'rules' }>;
interface Judged<F = StepFinding> {
  element: Element;
  finding: F;
}

/** Every element is looked at. One that asks a model makes the process a carrier; a `no` takes a reasoned no for each. */
export function detectProcess(input: MappingInput): Detection {
  const { payload } = input.asset;
  if (valueAt(payload, 'readable') === false || !Array.isArray(payload['elements'])) {
    return unread(textAt(payload, 'name') ?? input.asset.externalId);
  }
  const elements = elementsOf(payload);
  const runs = reachable(payload, elements);
  const judged = elements.map((element) => ({ element, finding: judgeElement(element, input) }));

  const ai = judged.filter((item): item is Judged<Open> => item.finding.result === 'ai');
  if (ai.length > 0) {
    return { result: 'ai', systems: systemsOf(ai, runs) };
  }
  const open = judged.filter((item): item is Judged<Open> => item.finding.result === 'undetermined');
  const first = open[0]?.finding;
  if (first?.result === 'undetermined') {
    return { result: 'undetermined', because: first.because, systems: systemsOf(open, runs) };
  }
  return { result: 'not-ai', because: whyNot(judged.map((item) => item.finding)) };
}

/** One system asked by several elements is one feature; a system that no path reaches is there but not in use. */
function systemsOf(items: readonly Judged<Open>[], runs: ReadonlySet<string>): DetectedSystem[] {
  const systems = new Map<string, DetectedSystem & { steps: string[] }>();
  for (const { element, finding } of items) {
    const { system, kind } = finding;
    const found = systems.get(system.id) ?? { system, kind, ownKey: true, facts: {}, evidence: [], steps: [] };
    addFacts(found.facts, finding.facts);
    found.evidence.push(...finding.evidence.slice(0, 20 - found.evidence.length));
    found.steps.push(element.id);
    systems.set(system.id, found);
  }
  for (const { steps, facts } of systems.values()) {
    const used = steps.some((id) => runs.has(id));
    addFact(facts, 'inUse', known(used, 'observed', used ? 'elements' : 'not reachable from a start event'));
  }
  return [...systems.values()];
}

function whyNot(findings: readonly StepFinding[]): Message {
  const reasons = findings.flatMap((finding) => (finding.result === 'rules' ? [finding.because] : []));
  const telling = reasons.find(({ id }) => id === 'because.webhook-other');
  if (telling) {
    return { ...telling, params: { ...telling.params, steps: findings.length } };
  }
  return findings.length === 0 ? message('because.no-steps') : message('because.all-rules', { steps: findings.length });
}

/** Listed by name only: nobody may read that as "no AI in it". */
function unread(name: string): Detection {
  return {
    result: 'undetermined',
    because: message('because.process-not-readable'),
    systems: [
      {
        system: { id: 'process', vendor: 'unknown', name },
        kind: 'automation',
        ownKey: false,
        facts: {},
        evidence: [],
      },
    ],
  };
}
