import { factsFrom } from '#src/model/facts-schema.ts';
import { message } from '#src/model/message.ts';
import type { MappingInput } from '#src/normalise/mapping.ts';
import { textAt } from '#src/normalise/values.ts';
import { evidence, rules, type StepFinding } from './finding.ts';
import { asksModel, asksPrediction, looksLikeModelKey } from './model-calls.ts';
import type { Step } from './steps.ts';

/** A webhook: the whole host decides; a relay, a prediction path or a key's name only asks. */
export function judgeWebhook(step: Step, { knowledge }: MappingInput): StepFinding {
  const address = textAt(step.raw, 'webhookUrl');
  const at = `${step.at}.webhookUrl`;
  const target = address === undefined ? undefined : hostAndPath(address);
  if (!target) {
    return open('because.webhook-no-address', 'webhook', address ?? '', at);
  }
  const service = knowledge.serviceByHost(target.host, target.path);
  if (service?.ai === 'yes') {
    return {
      result: 'ai',
      system: { id: service.id, vendor: service.vendor, name: service.name },
      kind: 'automation',
      facts: factsFrom(service.facts, 'catalogue', `catalogue ${service.id}`),
      evidence: [evidence('evidence.webhook-calls', at, target.host, 'proven', { name: service.name })],
    };
  }
  if (service) {
    return open('because.relay', 'relay', target.host, at);
  }
  if (asksModel(target.path)) {
    return {
      result: 'ai',
      system: { id: 'model-gateway', vendor: 'unknown', name: target.host },
      kind: 'automation',
      facts: factsFrom({ technique: 'generative' }, 'observed', at),
      evidence: [evidence('evidence.model-gateway', at, `${target.host}${target.path}`, 'likely')],
    };
  }
  const key = textAt(step.raw, 'authSettings.secretName');
  if (asksPrediction(target.path) || (key !== undefined && looksLikeModelKey(key))) {
    return open('because.webhook-asks', 'webhook', target.host, at);
  }
  return rules('because.webhook-other', { host: target.host });
}

/** Host and path by hand: no URL class here, and the address was already stripped of user info and query when it was pulled. */
function hostAndPath(address: string): { host: string; path: string } | undefined {
  const match = /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s@]+)([^?#\s]*)/i.exec(address);
  return match?.[1] === undefined
    ? undefined
    : { host: match[1].toLowerCase().replace(/:\d+$/, ''), path: match[2] ?? '' };
}

function open(because: string, id: string, name: string, at: string): StepFinding {
  return {
    result: 'undetermined',
    because: message(because, { name }),
    system: { id, vendor: 'unknown', name },
    kind: 'automation',
    facts: {},
    evidence: [evidence(because.replace('because.', 'evidence.'), at, name, 'hint')],
  };
}
