import type { AiService } from '#src/model/catalogue.ts';
import type { CodeDigest } from '#src/model/code-digest.ts';
import { factsFrom } from '#src/model/facts-schema.ts';
import { message } from '#src/model/message.ts';
import type { MappingInput } from '#src/normalise/mapping.ts';
import { isObject, textsAt } from '#src/normalise/values.ts';
import { evidence, rules, type StepFinding } from '#src/normalise/finding.ts';
import { asksModel, asksPrediction, looksLikeModelKey } from '#src/normalise/model-calls.ts';
import type { Step } from './steps.ts';

/** What custom code calls: a package or an address in code counts, a word in a comment or in a printed text does not. */
export function judgeCustomCode(step: Step, { knowledge }: MappingInput): StepFinding[] {
  const code = codeOf(step);
  if (!code || code.read === 'unread') {
    return [open(step, 'because.code-not-readable', 'custom-code', 'Custom code', '')];
  }
  const calls = code.urls.filter((url) => url.use !== 'text');
  const models = code.models.map((model) => model.value);
  // Rule scores have a “model” too: without a service beside it, only the name of a known model says anything.
  const named = models.filter((model) => knowledge.modelVendor(model) !== undefined);
  const found = new Map<string, { service: AiService; at: string; value: string }>();
  const note = (service: AiService | undefined, at: string, value: string) => {
    if (service?.ai === 'yes' && !found.has(service.id)) {
      found.set(service.id, { service, at, value });
    }
  };
  const language = code.language === 'python' ? 'python' : 'javascript';
  for (const url of calls) {
    note(knowledge.serviceByHost(url.host, url.path), `line ${url.line}`, url.host);
  }
  for (const used of code.imports) {
    note(knowledge.serviceByPackage(language, used.name), `line ${used.line}`, used.name);
  }
  if (found.size > 0) {
    return [...found.values()].map((hit) => called(step, hit, models, knowledge.modelVendor));
  }

  const gateway =
    calls.find((url) => asksModel(url.path)) ??
    (named.length > 0 ? calls.find((url) => url.use === 'call') : undefined);
  if (gateway && !knowledge.serviceByHost(gateway.host, gateway.path)) {
    return [ownGateway(step, gateway.host, named[0] ?? models[0])];
  }
  const relay = calls.find((url) => knowledge.serviceByHost(url.host, url.path)?.ai === 'relay');
  if (relay) {
    return [open(step, 'because.relay', 'relay', relay.host, relay.host)];
  }
  const key = [...textsAt(step.raw, 'secretNames'), ...code.secretNames].find(looksLikeModelKey);
  if (named.length > 0 || key !== undefined) {
    return [open(step, 'because.code-names-model', 'custom-code', named[0] ?? key ?? '', named[0] ?? key ?? '')];
  }
  const predicts = calls.find((url) => url.use === 'call' && asksPrediction(url.path));
  if (predicts) {
    return [open(step, 'because.webhook-asks', 'custom-code', predicts.host, predicts.host)];
  }
  if (code.dynamicUrl) {
    return [open(step, 'because.code-hidden-address', 'custom-code', 'Custom code', '')];
  }
  const hosts = [...new Set(calls.map((url) => url.host))];
  return [
    hosts.length > 0
      ? rules('because.code-calls-others', { hosts: hosts.slice(0, 5).join(', ') })
      : rules('because.code-local'),
  ];
}

export function codeOf(step: Step): CodeDigest | undefined {
  const code = step.raw['code'];
  return isObject(code) && Array.isArray(code['imports']) ? (code as unknown as CodeDigest) : undefined;
}

function called(
  step: Step,
  { service, at, value }: { service: AiService; at: string; value: string },
  models: readonly string[],
  vendorOf: (model: string) => string | undefined,
): StepFinding {
  const model = models.find((name) => vendorOf(name) === service.vendor) ?? models[0];
  return {
    result: 'ai',
    system: { id: service.id, vendor: service.vendor, name: service.name, ...(model !== undefined && { model }) },
    kind: 'automation',
    facts: factsFrom(service.facts, 'catalogue', `catalogue ${service.id}`),
    evidence: [
      evidence('evidence.code-calls', `${step.at}.sourceCode ${at}`, value, 'proven', { name: service.name }),
      ...(model !== undefined ? [evidence('evidence.code-model', `${step.at}.sourceCode`, model, 'proven')] : []),
    ],
  };
}

/** A host of nobody we know that is asked as a language model is asked: an AI system, of unknown vendor. */
function ownGateway(step: Step, host: string, model: string | undefined): StepFinding {
  return {
    result: 'ai',
    system: { id: 'model-gateway', vendor: 'unknown', name: host, ...(model !== undefined && { model }) },
    kind: 'automation',
    facts: factsFrom({ technique: 'generative' }, 'observed', `${step.at}.sourceCode`),
    evidence: [
      evidence('evidence.model-gateway', `${step.at}.sourceCode`, model ? `${host} (${model})` : host, 'likely'),
    ],
  };
}

function open(step: Step, because: string, id: string, name: string, value: string): StepFinding {
  return {
    result: 'undetermined',
    because: message(because, { name }),
    system: { id, vendor: 'unknown', name },
    kind: 'automation',
    facts: {},
    evidence: [evidence(because.replace('because.', 'evidence.'), `${step.at}.sourceCode`, value, 'hint')],
  };
}
