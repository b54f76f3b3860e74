import { factsFrom } from '../../src/model/facts-schema.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Knowledge } from '../../src/model/knowledge.ts';
import { message } from '../../src/model/message.ts';
import { evidence, type StepFinding } from '../../src/normalise/finding.ts';
import { hostAndPath, judgeAddress } from '../../src/normalise/judge-address.ts';
import { textAt, textsAt, valueAt } from '../../src/normalise/values.ts';

/** How people speak to a model, in the languages we read. */
const PROMPT =
  /(^|[^\p{L}])(you are (an?|the)|act as|your task is|(reply|respond|answer) (only|with|in)|du bist|sie sind ein|antworte (nur|mit)|tu es|vous êtes|réponds|eres un|responde (solo|con)|sei un|rispondi (solo|con)|je bent een)($|[^\p{L}])/iu;

/** A request that Sugar sends: its address, what it carries and what it says. */
export function judgeRequest(request: JsonObject, at: string, knowledge: Knowledge): StepFinding {
  const address = textAt(request, 'url');
  if (address !== undefined && /^\s*(\{|[a-z]+:\/\/[^/]*\{::)/i.test(address)) {
    return open('because.webhook-hidden-address', address, at);
  }
  const found = judgeAddress(
    {
      address,
      at: `${at}.url`,
      keyNames: textsAt(request, 'headerNames'),
      model: textAt(request, 'model'),
    },
    knowledge,
  );
  if (found.result !== 'rules') {
    return found;
  }
  const prompts = textsAt(request, 'texts').some((text) => PROMPT.test(text));
  const asks = valueAt(request, 'asksModel') === true;
  if (asks && prompts) {
    return gateway(address ?? '', `${at}.texts`);
  }
  return asks || prompts ? open('because.webhook-prompts', address ?? '', `${at}.texts`) : found;
}

/** Asked with the words and in the form that language models are asked in, whoever hosts it. */
function gateway(address: string, at: string): StepFinding {
  const host = hostAndPath(address)?.host ?? address;
  return {
    result: 'ai',
    system: { id: 'model-gateway', vendor: 'unknown', name: host },
    kind: 'automation',
    facts: factsFrom({ technique: 'generative' }, 'observed', at),
    evidence: [evidence('evidence.model-gateway', at, host, 'likely')],
  };
}

function open(because: string, name: string, at: string): StepFinding {
  return {
    result: 'undetermined',
    because: message(because, { name }),
    system: { id: 'webhook', vendor: 'unknown', name },
    kind: 'automation',
    facts: {},
    evidence: [evidence(because.replace('because.', 'evidence.'), at, name, 'hint')],
  };
}
