import type { AiService } from '#src/model/catalogue.ts';
import type { CodeDigest } from '#src/model/code-digest.ts';
import type { Facts } from '#src/model/facts.ts';
import { factsFrom } from '#src/model/facts-schema.ts';
import type { MappingInput } from '#src/normalise/mapping.ts';
import { isObject, textsAt } from '#src/normalise/values.ts';
import { evidence, open, rules, type StepFinding } from '#src/normalise/finding.ts';
import {
  asksAnalysis,
  asksMessages,
  asksModel,
  asksPrediction,
  looksLikeModelKey,
} from '#src/normalise/model-calls.ts';
import { askedFacts, withAsked } from './asked-facts.ts';
import type { Step } from './steps.ts';

const CODE = { id: 'custom-code', name: 'Custom code' };

/** What custom code calls: a package or an address in code counts, a word in a comment or in a printed text does not. */
export function judgeCustomCode(step: Step, { knowledge }: MappingInput): StepFinding[] {
  const at = `${step.at}.sourceCode`;
  const code = codeOf(step);
  if (!code || code.read === 'unread') {
    return [open('because.code-not-readable', CODE, at, '')];
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
    return [...found.values()].map((hit) =>
      called(step, hit, models, knowledge.modelVendor, askedFacts(code, hit.value, at)),
    );
  }

  const { secretNames } = code;
  const keys = [...textsAt(step.raw, 'secretNames'), ...secretNames].filter(looksLikeModelKey);
  const outside = calls.filter((url) => !isOwnCrm(url.host));
  const gateway =
    outside.find((url) => asksModel(url.path) && (!asksMessages(url.path) || models.length > 0 || keys.length > 0)) ??
    (named.length > 0 ? outside.find((url) => url.use === 'call') : undefined);
  if (gateway && !knowledge.serviceByHost(gateway.host, gateway.path)) {
    const azure = isAzure(gateway, secretNames) && knowledge.serviceByHost('{}.openai.azure.com', gateway.path);
    return [gatewayOf(step, azure || undefined, shownHost(gateway.host, outside), named[0] ?? models[0])];
  }
  const relay = calls.find((url) => knowledge.serviceByHost(url.host, url.path)?.ai === 'relay');
  if (relay) {
    return [open('because.relay', { id: 'relay', name: relay.host }, at, relay.host)];
  }
  const hint = named[0] ?? keys[0];
  if (hint !== undefined) {
    return [open('because.code-names-model', { ...CODE, name: hint }, at, hint)];
  }
  const asked =
    outside.find((url) => url.use === 'call' && (asksPrediction(url.path) || asksAnalysis(url.path))) ??
    code.asks?.find(({ host }) => !isOwnCrm(host));
  if (asked) {
    const host = shownHost(asked.host, outside);
    const seen = 'value' in asked ? `${host} (${asked.value})` : host;
    const question = open('because.code-asks', { ...CODE, name: host }, at, seen);
    return [{ ...question, facts: askedFacts(code, asked.host, at) }];
  }
  if (code.dynamicUrl) {
    return [open('because.code-hidden-address', CODE, at, '')];
  }
  const reached = [...new Set([...calls.filter(({ host }) => !isHidden(host)).map(({ host }) => host), ...sdks(code)])];
  return [
    reached.length > 0
      ? rules('because.code-calls-others', { hosts: reached.slice(0, 5).join(', ') })
      : rules('because.code-local'),
  ];
}

const isHidden = (host: string): boolean => /^\{[\w.-]*\}$/.test(host);
const isOwnCrm = (host: string): boolean => /(?:^|\.)(?:hubapi|hubspot)\.com$/i.test(host);

/** A host that is only known at run time goes by the one that is shown beside it, or by the variable that holds it. */
function shownHost(host: string, calls: CodeDigest['urls']): string {
  if (!isHidden(host)) {
    return host;
  }
  const shown = new Set(calls.filter((url) => url.use === 'call' && !isHidden(url.host)).map((url) => url.host));
  const variable = host.slice(1, -1);
  return variable || (shown.size === 1 ? ([...shown][0] ?? '') : 'Custom code');
}

/** Azure OpenAI's own path, or a variable called after it, where no host says otherwise. */
function isAzure({ host, path }: { host: string; path: string }, secretNames: readonly string[]): boolean {
  const isNamed = [host, ...(host === '{}' ? secretNames : [])].some((name) => /AZURE_?OPENAI/i.test(name));
  return isHidden(host) && (isNamed || /\/openai\/deployments\//.test(path));
}

/** Services that an SDK reaches by themselves, without an address in the code. */
function sdks(code: CodeDigest): string[] {
  const names = code.imports.map(({ name }) => name);
  return names.filter((name) => /^(?:boto3\.(?!session|dynamodb\.)|aws-sdk\/clients\/|@aws-sdk\/client-)/.test(name));
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
  asked: Facts,
): StepFinding {
  const model = models.find((name) => vendorOf(name) === service.vendor) ?? models[0];
  return {
    result: 'ai',
    system: { id: service.id, vendor: service.vendor, name: service.name, ...(model !== undefined && { model }) },
    kind: 'automation',
    facts: withAsked(factsFrom(service.facts, 'catalogue', `catalogue ${service.id}`), asked),
    evidence: [
      evidence('evidence.code-calls', `${step.at}.sourceCode ${at}`, value, 'proven', { name: service.name }),
      ...(model !== undefined ? [evidence('evidence.code-model', `${step.at}.sourceCode`, model, 'proven')] : []),
    ],
  };
}

/** A host of nobody we know, or of no name, that is asked as a language model is asked: an AI system. */
function gatewayOf(step: Step, service: AiService | undefined, host: string, model: string | undefined): StepFinding {
  const { id, vendor, name } = service ?? { id: 'model-gateway', vendor: 'unknown', name: host };
  return {
    result: 'ai',
    system: { id, vendor, name, ...(model !== undefined && { model }) },
    kind: 'automation',
    facts: service
      ? factsFrom(service.facts, 'catalogue', `catalogue ${service.id}`)
      : factsFrom({ technique: 'generative' }, 'observed', `${step.at}.sourceCode`),
    evidence: [
      evidence('evidence.model-gateway', `${step.at}.sourceCode`, model ? `${host} (${model})` : host, 'likely'),
    ],
  };
}
