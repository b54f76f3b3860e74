import { message } from '#src/model/message.ts';
import { evidence, rules, type StepFinding } from '#src/normalise/finding.ts';
import { hostAndPath, judgeAddress } from '#src/normalise/judge-address.ts';
import type { MappingInput } from '#src/normalise/mapping.ts';
import { isObject, textAt, textsAt, valueAt } from '#src/normalise/values.ts';
import { judgeRequest } from '../request.ts';
import type { Element } from './elements.ts';

/** What Sugar itself has; any other type comes with a package. */
const OWN = new Set([
  'NONE',
  'ASSIGN_USER',
  'ASSIGN_TEAM',
  'CHANGE_FIELD',
  'ADD_RELATED_RECORD',
  'BUSINESS_RULE',
  'DOCUMENT_MERGE',
]);

/** Core script types are rules; a request is judged by its address; what the vendor does not know is asked about. */
export function judgeElement(element: Element, { knowledge }: MappingInput): StepFinding {
  const request = valueAt(element.raw, 'request');
  const unknown = valueAt(element.raw, 'unknownScript') === true;
  if (isObject(request)) {
    const found = judgeRequest(request, `${element.at}.request`, knowledge);
    // What an action of another maker does beside its request is not told.
    return found.result === 'rules' && unknown ? customAction(element) : found;
  }
  if (!unknown && OWN.has(textAt(element.raw, 'scriptType') ?? 'NONE')) {
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
