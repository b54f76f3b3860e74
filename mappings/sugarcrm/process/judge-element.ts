import { message } from '#src/model/message.ts';
import { evidence, rules, type StepFinding } from '#src/normalise/finding.ts';
import { hostAndPath, judgeAddress } from '#src/normalise/judge-address.ts';
import type { MappingInput } from '#src/normalise/mapping.ts';
import { isObject, textAt, textsAt, valueAt } from '#src/normalise/values.ts';
import { judgeRequest } from '../request.ts';
import type { Element } from './elements.ts';

/** Core script types are rules; a request is judged by its address; what the vendor does not know is asked about. */
export function judgeElement(element: Element, { knowledge }: MappingInput): StepFinding {
  const request = valueAt(element.raw, 'request');
  if (isObject(request)) {
    return judgeRequest(request, `${element.at}.request`, knowledge);
  }
  if (valueAt(element.raw, 'unknownScript') !== true) {
    return rules('because.action-known', { name: element.name });
  }
  const addresses = textsAt(element.raw, 'urls').filter((url) => hostAndPath(url));
  const judged = addresses.map((address) => judgeAddress({ address, at: `${element.at}.urls` }, knowledge));
  const ai = judged.find((finding) => finding.result === 'ai');
  if (ai?.result === 'ai') {
    // That the address is called, and not only named, is what a custom action is for; it is not seen.
    return { ...ai, evidence: ai.evidence.map((seen) => ({ ...seen, certainty: 'likely' as const })) };
  }
  return judged.find((finding) => finding.result === 'undetermined') ?? customAction(element);
}

function customAction(element: Element): StepFinding {
  const type = textAt(element.raw, 'scriptType') ?? 'unknown';
  return {
    result: 'undetermined',
    because: message('because.custom-action', { type }),
    system: { id: 'custom-action', vendor: 'unknown', name: type },
    kind: 'automation',
    facts: {},
    evidence: [evidence('evidence.custom-action', `${element.at}.scriptType`, type, 'hint')],
  };
}
