import type { AiSystem, Evidence, FeatureKind } from '../model/feature.ts';
import type { Facts } from '../model/facts.ts';
import { message, type Message } from '../model/message.ts';

/** What one step of a flow turned out to be. */
export type StepFinding =
  | { result: 'ai'; system: AiSystem; kind: FeatureKind; facts: Facts; evidence: Evidence[] }
  | {
      result: 'undetermined';
      because: Message;
      system: AiSystem;
      kind: FeatureKind;
      facts: Facts;
      evidence: Evidence[];
    }
  | { result: 'rules'; because: Message };

export type Open = Extract<StepFinding, { result: 'undetermined' }>;

/** A step that may be AI. `value`: what was seen there; the claim is called as the reason is. */
export function open(because: string, system: { id: string; name: string }, at: string, value: string): Open {
  return {
    result: 'undetermined',
    because: message(because, { name: system.name }),
    system: { id: system.id, vendor: 'unknown', name: system.name },
    kind: 'automation',
    facts: {},
    evidence: [evidence(because.replace('because.', 'evidence.'), at, value, 'hint')],
  };
}

export function rules(id: string, params?: Message['params']): StepFinding {
  return { result: 'rules', because: message(id, params) };
}

export function evidence(
  claim: string,
  at: string,
  value: string | undefined,
  certainty: Evidence['certainty'],
  params?: Message['params'],
): Evidence {
  return { claim: message(claim, params), at, ...(value !== undefined && { value: value.slice(0, 300) }), certainty };
}
