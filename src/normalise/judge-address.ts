import { factsFrom } from '../model/facts-schema.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { evidence, open, rules, type StepFinding } from './finding.ts';
import { asksAnalysis, asksMessages, asksModel, asksPrediction, looksLikeModelKey } from './model-calls.ts';

/** A request that an automation sends, as far as the CRM tells. */
export interface Request {
  address: string | undefined;
  /** Where the address stands in the asset. */
  at: string;
  /** Names of the keys or headers that go with it; never their values. */
  keyNames?: readonly string[];
  /** The model its body asks for. */
  model?: string | undefined;
}

/** The whole host decides; a relay, a prediction path or a key's name only asks. */
export function judgeAddress({ address, at, keyNames = [], model }: Request, knowledge: Knowledge): StepFinding {
  const target = address === undefined ? undefined : hostAndPath(address);
  if (!target) {
    return asked('because.webhook-no-address', 'webhook', address ?? '', at);
  }
  const service = knowledge.serviceByHost(target.host, target.path);
  const named = model === undefined ? {} : { model };
  if (service?.ai === 'yes') {
    return {
      result: 'ai',
      system: { id: service.id, vendor: service.vendor, name: service.name, ...named },
      kind: 'automation',
      facts: factsFrom(service.facts, 'catalogue', `catalogue ${service.id}`),
      evidence: [evidence('evidence.webhook-calls', at, target.host, 'proven', { name: service.name })],
    };
  }
  if (service) {
    return asked('because.relay', 'relay', target.host, at);
  }
  // An SMS service has the path of a model too: by itself it says nothing.
  const saysNothing = asksMessages(target.path) && model === undefined;
  if ((asksModel(target.path) && !saysNothing) || model !== undefined) {
    const seen = model === undefined ? `${target.host}${target.path}` : `${target.host} (${model})`;
    return {
      result: 'ai',
      system: { id: 'model-gateway', vendor: 'unknown', name: target.host, ...named },
      kind: 'automation',
      facts: factsFrom({ technique: 'generative' }, 'observed', at),
      evidence: [evidence('evidence.model-gateway', at, seen, 'likely')],
    };
  }
  if (asksPrediction(target.path) || asksAnalysis(target.path) || keyNames.some(looksLikeModelKey)) {
    return asked('because.webhook-asks', 'webhook', target.host, at);
  }
  return rules('because.webhook-other', { host: target.host });
}

/** By hand: no URL class here. User info and query were taken off when the address was pulled; should they stand there, they are passed over. */
export function hostAndPath(address: string): { host: string; path: string } | undefined {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#\s@]*@)?([^/?#\s@]+)([^?#\s]*)/i.exec(address);
  return match?.[1] === undefined
    ? undefined
    : { host: match[1].toLowerCase().replace(/:\d+$/, ''), path: match[2] ?? '' };
}

const asked = (because: string, id: string, name: string, at: string) => open(because, { id, name }, at, name);
