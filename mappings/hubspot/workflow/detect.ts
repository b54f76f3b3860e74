import { known } from '#src/model/fact.ts';
import { message } from '#src/model/message.ts';
import { addFact, addFacts } from '#src/normalise/merge-facts.ts';
import type { DetectedSystem, Detection, MappingInput } from '#src/normalise/mapping.ts';
import { judgeCustomCode } from './custom-code.ts';
import type { StepFinding } from '#src/normalise/finding.ts';
import { judgeSingleAction } from './single-action.ts';
import { reachable, stepsOf, type Step } from './steps.ts';
import { judgeWebhook } from './webhook.ts';

type Open = Exclude<StepFinding, { result: 'rules' }>;

/** Every step is looked at. One AI step makes the flow a carrier; a `no` takes a reasoned no for every step. */
export function detectWorkflow(input: MappingInput): Detection {
  const steps = stepsOf(input.asset.payload);
  const runs = reachable(input.asset.payload, steps);
  const judged = steps.flatMap((step) => judge(step, input).map((finding) => ({ step, finding })));

  const ai = judged.filter((item): item is { step: Step; finding: Open } => item.finding.result === 'ai');
  if (ai.length > 0) {
    return { result: 'ai', systems: systemsOf(ai, runs) };
  }
  const open = judged.filter((item): item is { step: Step; finding: Open } => item.finding.result === 'undetermined');
  const first = open[0]?.finding;
  if (first?.result === 'undetermined') {
    return { result: 'undetermined', because: first.because, systems: systemsOf(open, runs) };
  }
  return { result: 'not-ai', because: whyNot(judged.map((item) => item.finding)) };
}

function judge(step: Step, input: MappingInput): StepFinding[] {
  switch (step.type) {
    case 'CUSTOM_CODE':
      return judgeCustomCode(step, input);
    case 'WEBHOOK':
      return [judgeWebhook(step, input)];
    case 'LIST_BRANCH':
    case 'STATIC_BRANCH':
    case 'AB_TEST_BRANCH':
      return [{ result: 'rules', because: message('because.branch') }];
    default:
      return [judgeSingleAction(step, input)];
  }
}

/** One system called by several steps is one feature; a system that no path reaches is there but not in use. */
function systemsOf(items: readonly { step: Step; finding: Open }[], runs: ReadonlySet<string>): DetectedSystem[] {
  const systems = new Map<string, DetectedSystem>();
  for (const { step, finding } of items) {
    const known = systems.get(finding.system.id);
    const system: DetectedSystem = known ?? {
      system: finding.system,
      kind: finding.kind,
      ownKey: true,
      facts: {},
      evidence: [],
      steps: [],
    };
    addFacts(system.facts, finding.facts);
    if (system.evidence.length < 20) {
      system.evidence.push(...finding.evidence);
    }
    system.steps?.push(step.id);
    systems.set(finding.system.id, system);
  }
  for (const system of systems.values()) {
    const used = system.steps?.some((id) => runs.has(id)) ?? true;
    addFact(system.facts, 'inUse', known(used, 'observed', used ? 'actions' : 'not reachable from startActionId'));
  }
  return [...systems.values()];
}

/** The most telling reason of all steps: what leaves the account first, then code, then names, then plain rules. */
function whyNot(findings: readonly StepFinding[]) {
  const order = ['because.webhook-other', 'because.code-calls-others', 'because.code-local', 'because.action-named'];
  const reasons = findings.flatMap((finding) => (finding.result === 'rules' ? [finding.because] : []));
  const telling = order.flatMap((id) => reasons.find((reason) => reason.id === id) ?? [])[0];
  if (telling) {
    return { ...telling, params: { ...telling.params, steps: findings.length } };
  }
  return findings.length === 0 ? message('because.no-steps') : message('because.all-rules', { steps: findings.length });
}
